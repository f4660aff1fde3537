import pytest
from lxml import html as lxml_html

from digest.compose.pages.paywall import is_marked, is_reached

SENTENCE = "Dock workers in Mombasa put down tools on Monday over their pay."


def marked(markup: str) -> bool:
    page = f"<html><head>{markup}</head><body><p>{SENTENCE}</p></body></html>"
    return is_marked(lxml_html.document_fromstring(page))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "markup",
    [
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": false}'),
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'),
        json_ld(
            '{"@type": "ReportageNewsArticle",'
            ' "isAccessibleForFree": "http://schema.org/False"}'
        ),
        json_ld(
            '[{"@type": "Person"}, {"@type": "Report", "isAccessibleForFree":false}]'
        ),
        json_ld(
            '{"@graph": [{"@type": ["WebPage"]},'
            ' {"@type": ["NewsArticle"], "isAccessibleForFree": false}]}'
        ),
        json_ld(
            '{"@type": "Thing", "mainEntity":'
            ' {"@type": "NewsArticle", "isAccessibleForFree": false}}'
        ),
        json_ld(
            '{"@type": "NewsArticle", "hasPart": {"@type": "WebPageElement",'
            ' "isAccessibleForFree": false, "cssSelector": ".paid"}}'
        ),
        json_ld(
            '{"@type": "NewsArticle", "hasPart": [{"isAccessibleForFree": true},'
            ' {"isAccessibleForFree": "False", "cssSelector": ".paid"}]}'
        ),
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": false,}'),
        '<meta itemprop="isAccessibleForFree" content="false">',
        '<meta property="article:content_tier" content="locked">',
        '<meta name="article:content_tier" content="Metered">',
    ],
)
def test_a_page_that_says_it_is_not_free_is_paywalled(markup: str) -> None:
    assert marked(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": true}'),
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": "True"}'),
        json_ld(
            '{"@type": "NewsArticle", "isAccessibleForFree": true,'
            ' "hasPart": {"isAccessibleForFree": false, "cssSelector": ".games"}}'
        ),
        # What it lists or sells beside the article is not the article.
        json_ld(
            '{"@type": "NewsArticle", "isAccessibleForFree": true, "isPartOf":'
            ' {"@type": "Product", "isAccessibleForFree": false}}'
        ),
        json_ld(
            '{"@type": "ItemList", "itemListElement":'
            ' [{"@type": "NewsArticle", "isAccessibleForFree": false}]}'
        ),
        json_ld('{"@type": "Product", "isAccessibleForFree": false}'),
        json_ld("[" * 5000 + "]" * 5000),
        json_ld("3"),
        json_ld(""),
        '<meta itemprop="isAccessibleForFree" content="true">',
        '<meta property="article:content_tier" content="free">',
        '<meta property="og:title" content="locked">',
        '<script>let isAccessibleForFree = {"isAccessibleForFree": false};</script>',
    ],
)
def test_a_page_that_says_nothing_of_the_kind_is_free(markup: str) -> None:
    assert not marked(markup)


def test_json_of_endless_nesting_is_survived() -> None:
    deep = "[" * 100_000 + '{"isAccessibleForFree": false}' + "]" * 100_000

    marked(json_ld(deep))


WALLS = [
    "Subscribe to continue reading.",
    "Already a subscriber? Log in.",
    "This article is for subscribers only.",
    "This story is available to premium members.",
    "You’ve reached your limit of free articles.",
    "Sign in to continue.",
    "Weiterlesen mit Abo.",
    "Dieser Artikel ist Abonnenten vorbehalten.",
    "Jetzt weiterlesen für einen Euro.",
    "Bereits Abonnent? Hier anmelden.",
    "Article réservé aux abonnés.",
    "Il vous reste 75 % de cet article à lire.",
    "Déjà abonné ? Connectez-vous.",
    "Contenido exclusivo para suscriptores.",
    "Para seguir leyendo, inicie sesión.",
    "Contenuto riservato agli abbonati.",
    "Conteúdo exclusivo para assinantes.",
    "Dit artikel is alleen voor abonnees.",
    "Материал доступен только подписчикам.",
    "هذا المحتوى حصري للمشتركين.",
    "この記事は会員限定です。残り1200文字。",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_short_text_that_ends_at_a_wall_is_paywalled(wall: str) -> None:
    assert is_reached((SENTENCE, SENTENCE, wall, "From 1 euro a month."))


@pytest.mark.parametrize("wall", WALLS)
def test_a_long_text_has_been_given_in_full(wall: str) -> None:
    assert not is_reached((*[SENTENCE] * 30, wall))


def test_an_offer_at_the_top_is_no_wall() -> None:
    assert not is_reached((WALLS[0], *[SENTENCE] * 6))


@pytest.mark.parametrize(
    "news",
    [
        "Subscribers of the insolvent lender lost their savings on Monday.",
        "Already a member of the union, Kenya asked for a seat on its council.",
        "The article is reserved for use in wartime, the judges found on Monday.",
        "Members of the club voted to leave the league.",
        "Die Zeitung verlor im Mai zehntausend Abonnenten.",
        "Bereits Mitglied der Union ist seit Mai auch Kenia.",
        "Le journal compte un million d’abonnés.",
        "Los suscriptores del diario crecieron un diez por ciento.",
        "Уже подписан указ.",
    ],
)
def test_news_of_subscribers_and_members_is_no_wall(news: str) -> None:
    assert not is_reached((SENTENCE, news))


def test_a_page_without_text_is_at_no_wall() -> None:
    assert not is_reached(())
