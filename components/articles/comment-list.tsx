// Comments one below another, with what may be done about each.
import type { ReactNode } from "react";

export type ShownComment = {
  id: string;
  name: string;
  when: string;
  body: string;
  about?: ReactNode;
  acts?: ReactNode;
};

export const CommentList = ({ label, comments }: { label: string; comments: readonly ShownComment[] }) => (
  <ol aria-label={label} className="divide-y divide-line border-y border-line">
    {comments.map(({ id, name, when, body, about, acts }) => (
      <li key={id} className="flex flex-col gap-1 py-4">
        <p>
          <span className="font-semibold">{name}</span> <span className="text-sm text-soft">{when}</span>
          {about ? <span className="block text-sm text-soft">{about}</span> : null}
        </p>
        <p className="measure whitespace-pre-line">{body}</p>
        {acts ? <div className="mt-1 flex flex-wrap gap-3">{acts}</div> : null}
      </li>
    ))}
  </ol>
);
