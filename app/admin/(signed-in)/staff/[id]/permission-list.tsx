import { type Feature, features, type Permission } from "#db/words.ts";
import { featureWords, levelWords, shownLevel } from "../../../permission-words.ts";

/** What somebody may do, for those who may only look. */
export function PermissionList({ permissions }: { permissions: Record<Feature, Permission> }) {
  return (
    <dl className="max-w-3xl divide-y divide-solid-gray-200 border-y border-solid-gray-200">
      {features.map((feature) => {
        const shown = shownLevel(feature, permissions[feature]);
        return (
          <div key={feature} className="flex flex-col gap-x-4 py-2.5 md:flex-row">
            <dt className="w-52 shrink-0 text-std-16B-170">{featureWords[feature].name}</dt>
            <dd className="text-std-16N-170">
              {levelWords[shown]}
              <span className="pl-3 text-dns-14N-130 text-solid-gray-700">{featureWords[feature][shown]}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
