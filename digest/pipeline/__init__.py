"""The whole way of the data, stage by stage.

    feeds.yaml --collect--> store                              all week
    store --compose--> out/<slug>/edition.yaml, draft.json     once a week
    edition.yaml --render--> digest.html, .txt, .eml, index.html    as often as wanted
    out/<slug>/ --send--> out/index.html, out/feed.xml         once, when it is right

Each stage can be run again: nothing counts as done before it is. A stage is a module,
so that a command loads only what it needs.
"""
