// A document about money as a PDF. It is opened by `paper-download.ts` alone, when somebody asks: the renderer is large.
import { Document, Page, StyleSheet, Text, View, renderToBuffer } from "@react-pdf/renderer";
import type { Paper, PaperCell, PaperPart, PaperTable } from "@/components/payments/paper";
import { familiesFor } from "@/components/payments/paper-fonts";

const ink = "#1c2421";
const soft = "#4d5a55";
const rule = "#c9d1cd";

const look = StyleSheet.create({
  page: { padding: 54, fontSize: 10, lineHeight: 1.4, color: ink },
  head: {
    flexDirection: "row",
    justifyContent: "space-between",
    gap: 24,
    borderBottom: `1.5pt solid ${ink}`,
    paddingBottom: 12,
  },
  titles: { flexGrow: 1, flexBasis: 0 },
  from: { width: 170, fontSize: 9 },
  mark: { fontWeight: 700, letterSpacing: 1.2, marginBottom: 4 },
  title: { fontSize: 17, lineHeight: 1.25, marginBottom: 2 },
  strong: { fontWeight: 700 },
  soft: { color: soft },
  small: { color: soft, fontSize: 8.5 },
  part: { marginTop: 18 },
  row: { flexDirection: "row", gap: 12, borderBottom: `0.5pt solid ${rule}`, paddingVertical: 5 },
  term: { width: 120, color: soft },
  fill: { flexGrow: 1, flexBasis: 0 },
  end: { textAlign: "right" },
  signature: { marginTop: 48, width: 220, borderTop: `0.75pt solid ${ink}`, paddingTop: 4, fontSize: 9 },
});

export function paperPdf(paper: Paper): Promise<Buffer> {
  const [name, ...address] = paper.from;
  return renderToBuffer(
    <Document title={paper.title} author={name} creator="Taper" producer="Taper" language={paper.language}>
      <Page size="LETTER" style={[look.page, { fontFamily: familiesFor(JSON.stringify(paper)) as unknown as string }]}>
        <View style={look.head}>
          <View style={look.titles}>
            {paper.marks.map((mark) => (
              <Text key={mark} style={look.mark}>
                {mark}
              </Text>
            ))}
            <Text style={look.title}>{paper.title}</Text>
            {paper.under.map((line) => (
              <Text key={line.text} style={line.soft ? look.soft : {}}>
                {line.text}
              </Text>
            ))}
          </View>
          <View style={look.from}>
            <Text style={look.strong}>{name}</Text>
            {address.map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </View>
        </View>
        {paper.parts.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of one document never change places
          <Part key={index} part={part} />
        ))}
      </Page>
    </Document>,
  );
}

function Part({ part }: { part: PaperPart }) {
  switch (part.kind) {
    case "facts":
      return (
        <View style={[look.part, { borderTop: `0.5pt solid ${rule}` }]}>
          {part.facts.map(({ term, lines }) => (
            <View key={term} style={look.row} wrap={false}>
              <Text style={look.term}>{term}</Text>
              <Lines lines={lines} more={{}} />
            </View>
          ))}
        </View>
      );
    case "table":
      return <Rows table={part} />;
    case "text":
      return <Text style={[look.part, part.soft ? look.small : {}]}>{part.text}</Text>;
    case "nothing":
      return (
        <View style={look.part}>
          <Text style={look.strong}>{part.title}</Text>
          <Text>{part.text}</Text>
        </View>
      );
    case "signature":
      return (
        <Text style={look.signature} wrap={false}>
          {part.text}
        </Text>
      );
  }
}

function Rows({ table: { caption, captionHidden, columns, rows, foot } }: { table: PaperTable }) {
  // The first holds a date in full.
  const widths = columns.length > 3 ? [140, 0, 55, 95] : columns.length > 2 ? [170, 0, 90] : [0, 140];
  const line = (cells: Record<string, PaperCell>, strong: boolean) =>
    columns.map(({ key, align }, index) => (
      <View key={key} style={widths[index] ? { width: widths[index] } : look.fill}>
        <Lines lines={cells[key] ?? []} first={strong ? look.strong : {}} more={look.small} end={align === "end"} />
      </View>
    ));
  return (
    <View style={look.part}>
      {captionHidden ? null : <Text style={look.strong}>{caption}</Text>}
      <View style={[look.row, look.soft]} wrap={false}>
        {line(Object.fromEntries(columns.map(({ key, label }) => [key, [label]])), false)}
      </View>
      {rows.map(({ id, cells }) => (
        <View key={id} style={look.row} wrap={false}>
          {line(cells, false)}
        </View>
      ))}
      <View style={look.row} wrap={false}>
        {line(foot.cells, true)}
      </View>
    </View>
  );
}

type Look = (typeof look)[keyof typeof look] | Record<string, never>;

function Lines({
  lines,
  first = {},
  more,
  end = false,
}: {
  lines: PaperCell;
  first?: Look;
  more: Look;
  end?: boolean;
}) {
  return (
    <View style={look.fill}>
      {lines.map((text, index) => (
        <Text key={text} style={[index === 0 ? first : more, end ? look.end : {}]}>
          {text}
        </Text>
      ))}
    </View>
  );
}
