// The articles of a made-up clinic, one comment that everybody can read, and one that waits.
import { plainText } from "../../lib/articles/blocks.ts";
import { readMarkdown } from "../../lib/articles/read-markdown.ts";
import { articleComments, articleTexts } from "./article-texts.ts";
import { after, day, type Story } from "./story.ts";

export function writeArticles(story: Story): void {
  const { rows, draw, clock, services, id: clinicId } = story.clinic;
  const author = rows.members.find(({ role }) => role === "clinical_lead") ?? rows.members[0]!;
  articleTexts.forEach(({ slug, disciplines, body, ...said }, index) => {
    const savedAt = after(clock.now, -(40 - 9 * index) * day);
    const [articleId, versionId] = [draw.id(savedAt), draw.id(savedAt)];
    rows.articles.push({ clinicId, id: articleId, slug, createdAt: savedAt });
    const plain = plainText(readMarkdown(body));
    const version = { ...said, clinicId, id: versionId, articleId, version: 1, body, plain };
    rows.articleVersions.push({ ...version, savedAt, savedBy: author.id });
    for (const service of services.filter((one) => one.first && disciplines.includes(one.discipline)))
      rows.articleServices.push({ clinicId, id: draw.id(savedAt), versionId, serviceId: service.id });
    const at = after(savedAt, day);
    rows.articlePublications.push({ clinicId, id: draw.id(at), articleId, versionId, at, memberId: author.id });
    for (const { under, name, body: words, approved } of articleComments) {
      if (under !== index) continue;
      const sentAt = after(savedAt, 3 * day);
      const letThrough = approved ? { approvedAt: after(sentAt, day), approvedBy: author.id } : {};
      rows.articleComments.push({ clinicId, id: draw.id(sentAt), articleId, name, body: words, sentAt, ...letThrough });
    }
  });
}
