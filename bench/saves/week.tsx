// The made-up week as react-email's users would write it: as many stories, bullets, links
// and pictures as in Digest's mail. week.json is written beside it by bench/preview.py.
import {
  Body, Container, Head, Heading, Hr, Html, Img, Link, Preview, Section, Text,
} from "react-email";
import week from "./week.json";

const serif = { fontFamily: "Georgia, serif", color: "#1a1a1a" };
const quiet = { ...serif, color: "#5f6368", fontSize: "13px", lineHeight: "20px" };

const Outlet = ({ source }) => (
  <Link href={source.url} style={{ color: "#8a1c1c" }}>{source.outlet}</Link>
);

const Story = ({ brief }) => (
  <Section>
    {brief.place && <Text style={{ ...quiet, margin: "0" }}>{brief.place}</Text>}
    <Heading as="h3" style={{ ...serif, fontSize: "19px", margin: "0" }}>
      <Link href={brief.source.url} style={serif}>{brief.headline}</Link>
    </Heading>
    {brief.picture && (
      <>
        <Img src={`/static/${brief.picture.file}`} alt={brief.picture.alt} width="536" />
        <Text style={quiet}>{brief.picture.credit}</Text>
      </>
    )}
    <ul>
      {brief.bullets.map((bullet) => (
        <li key={bullet} style={{ ...serif, fontSize: "16px" }}>{bullet}</li>
      ))}
    </ul>
    <Text style={quiet}>
      Read more at <Outlet source={brief.source} />
      {brief.also.map((source) => (
        <span key={source.url}>, <Outlet source={source} /></span>
      ))}
    </Text>
    <Hr />
  </Section>
);

export default function Week() {
  return (
    <Html lang="en">
      <Head />
      <Preview>{week.subject}</Preview>
      <Body style={{ backgroundColor: "#f4f1ea" }}>
        <Container style={{ maxWidth: "600px", backgroundColor: "#ffffff" }}>
          <Text style={quiet}>saved-0000</Text>
          <Heading style={serif}>What in the World</Heading>
          {week.sections.map((section) => (
            <Section key={section.title}>
              <Heading as="h2" style={serif}>{section.title}</Heading>
              {section.briefs.map((brief) => (
                <Story key={brief.headline} brief={brief} />
              ))}
            </Section>
          ))}
        </Container>
      </Body>
    </Html>
  );
}
