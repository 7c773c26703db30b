// An article as it is read: each block of the closed vocabulary as the element that means it.
/* oxlint-disable jsx-a11y/no-redundant-roles, react/no-array-index-key -- Safari drops the role from lists without bullets; the
   parts of an article have no other name than their place, and never move. */
import type { Block, Inline } from "@/lib/articles/blocks";
import { Anchor } from "@/components/ui/anchor";

const inline = (part: Inline, key: number) => {
  switch (part.kind) {
    case "text":
      return part.text;
    case "strong":
      return <strong key={key}>{part.parts.map(inline)}</strong>;
    case "emphasis":
      return <em key={key}>{part.parts.map(inline)}</em>;
    case "break":
      return <br key={key} />;
    case "link":
      return (
        <Anchor key={key} href={part.href} className="link">
          {part.parts.map(inline)}
        </Anchor>
      );
  }
};

/** A list's items stay close together: their first paragraph stands without its own distance. */
const itemParts = (blocks: readonly Block[]) =>
  blocks.map((one, index) => (one.kind === "paragraph" ? one.parts.map(inline) : block(one, index)));

function block(one: Block, key: number) {
  switch (one.kind) {
    case "heading":
      return one.level === 2 ? (
        <h2 key={key} id={one.id} className="mt-4 text-lg">
          {one.parts.map(inline)}
        </h2>
      ) : (
        <h3 key={key} id={one.id} className="mt-2 text-base">
          {one.parts.map(inline)}
        </h3>
      );
    case "paragraph":
      return <p key={key}>{one.parts.map(inline)}</p>;
    case "list": {
      const items = one.items.map((item, index) => <li key={index}>{itemParts(item)}</li>);
      return one.ordered ? (
        <ol key={key} className="flex list-decimal flex-col gap-2 ps-6">
          {items}
        </ol>
      ) : (
        <ul key={key} role="list" className="flex list-disc flex-col gap-2 ps-6">
          {items}
        </ul>
      );
    }
    case "quote":
      return (
        <blockquote key={key} className="flex flex-col gap-3 border-s-4 border-line ps-4 text-soft">
          {one.blocks.map(block)}
        </blockquote>
      );
    case "table":
      return (
        <div key={key} className="overflow-x-auto">
          <table className="w-full text-start text-sm">
            <thead>
              <tr className="border-b border-edge">
                {one.head.map((cell, index) => (
                  <th key={index} scope="col" className="py-2 pe-4 font-semibold">
                    {cell.map(inline)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {one.rows.map((row, index) => (
                <tr key={index} className="border-b border-line align-top">
                  {row.map((cell, column) => (
                    <td key={column} className="py-2 pe-4">
                      {cell.map(inline)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case "rule":
      return <hr key={key} className="border-line" />;
  }
}

export const ArticleBody = ({ blocks, language }: { blocks: readonly Block[]; language: string }) => (
  <div lang={language} className="measure flex flex-col gap-4">
    {blocks.map(block)}
  </div>
);
