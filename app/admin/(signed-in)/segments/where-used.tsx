import { Link } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { countPlaces, type SegmentUse } from "#lib/segments/schema.ts";

/** A change here is a change there. */
export function WhereUsed({ use }: { use: SegmentUse }) {
  const places = countPlaces(use);
  if (places === 0) return null;
  return (
    <Notice tone="info" title={`${places}か所で使われています。条件を変えると、そこでの配信対象も変わります。`}>
      <UseList use={use} />
    </Notice>
  );
}

export function UseList({ use: { mailRules, broadcasts, elsewhere } }: { use: SegmentUse }) {
  return (
    <ul className="list-disc pl-6">
      {mailRules.map(({ key, name }) => (
        <li key={key}>転送ルール「{name}」</li>
      ))}
      {broadcasts.map(({ id, title }) => (
        <li key={id}>
          配信「<Link href={`/admin/broadcasts/${id}`}>{title}</Link>」
        </li>
      ))}
      {elsewhere > 0 && <li>ほかの部署の配信 {elsewhere}件</li>}
    </ul>
  );
}
