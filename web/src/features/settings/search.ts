export const sectionKeys = [
  'workspace',
  'people',
  'teams',
  'working-time',
  'roles',
  'pipelines',
  'distribution',
  'scripts',
  'calculations',
  'rates',
  'fields',
  'setups',
] as const;
export type SectionKey = (typeof sectionKeys)[number];

export function isSection(value: string): value is SectionKey {
  return (sectionKeys as readonly string[]).includes(value);
}
