import type { Department } from "#lib/actor.ts";

export type DepartmentChoice = { value: string; label: string };

export const everyDepartment = "all";

/** The places somebody may be given: those who belong to a department give only that one. */
export function departmentChoices(departments: Department[], own: Department | null): DepartmentChoice[] {
  if (own) return [{ value: own.id, label: own.name }];
  return [
    { value: everyDepartment, label: "所属なし（すべての部署の配信が見える）" },
    ...departments.map(({ id, name }) => ({ value: id, label: name })),
  ];
}
