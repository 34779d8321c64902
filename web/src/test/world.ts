import type { Catalogue, Field, FieldKind, ObjectType, Rec, Session, User } from '@/api/types';

/** A small workspace for tests: what the server would answer, without the server. */

export const anna = '0193a000-0000-7000-8000-000000000001';
export const ivan = '0193a000-0000-7000-8000-000000000002';

export const session: Session = {
  user: {
    id: anna,
    name: 'Anna Nováková',
    email: 'anna@example.com',
    language: 'en',
    time_zone: 'Europe/Prague',
  },
  roles: [],
  can: {
    administer: true,
    bulk: true,
    export: true,
    import: true,
    manage_catalogue: true,
    manage_pipelines: true,
    manage_users: true,
    share_views: true,
    view_audit: true,
  },
  limits: { file: 50 * 1024 * 1024, import: 64 * 1024 * 1024 },
  workspace: {
    name: 'Test',
    currency: 'EUR',
    time_zone: 'Europe/Prague',
    language: 'en',
    country: 'CZ',
  },
};

export const users: User[] = [
  { id: anna, name: 'Anna Nováková', email: 'anna@example.com', active: true },
  { id: ivan, name: 'Ivan Petrov', email: 'ivan@example.com', active: true },
];

export function field(
  key: string,
  kind: FieldKind,
  label: string,
  more: Partial<Field> = {},
): Field {
  return {
    key,
    kind,
    label,
    required: false,
    read_only: false,
    unique: false,
    custom: false,
    system: false,
    sortable: true,
    groupable: true,
    operators: [
      'eq',
      'ne',
      'in',
      'not_in',
      'contains',
      'gte',
      'lte',
      'empty',
      'not_empty',
      'within',
    ],
    ...more,
  };
}

export const company: ObjectType = {
  key: 'company',
  label: 'Company',
  label_plural: 'Companies',
  icon: 'building',
  custom: false,
  title: 'name',
  owner: 'owner',
  parent: null,
  verbs: ['assign'],
  can: { read: 'all', create: true, edit: 'all', delete: 'all', destroy: 'all' },
  fields: [
    field('name', 'text', 'Name', { required: true }),
    field('industry', 'text', 'Industry'),
    field('annual_revenue', 'money', 'Annual revenue'),
    field('owner', 'user', 'Owner'),
    field('created_at', 'date_time', 'Created', { read_only: true, system: true }),
  ],
};

export const catalogue: Catalogue = {
  version: 1,
  currency: 'EUR',
  country: 'CZ',
  time_zone: 'Europe/Prague',
  language: 'en',
  objects: [company],
  pipelines: [],
};

export function acme(fields: Rec['fields'] = {}, version = 1): Rec {
  return {
    object: 'company',
    id: '0193a000-0000-7000-8000-0000000000aa',
    version,
    fields: {
      name: 'Acme',
      industry: 'retail',
      annual_revenue: { amount: '1000.00', currency: 'EUR' },
      owner: anna,
      ...fields,
    },
    can: { edit: true, delete: true },
    masked: [],
  };
}
