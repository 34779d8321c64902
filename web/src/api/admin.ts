import { answerOf, http } from './http';
import type { components } from './schema';

type S = components['schemas'];

export type Role = S['RoleInfo'];
export type RoleRights = S['ObjectRightsBody'];
export type Permission = S['PermissionName'];
export type NewOption = S['NewOption'];
export type FieldLabels = S['FieldLabels'];
export type ObjectLabels = S['ObjectLabels'];

/** The body alone. */
async function read<T>(fetched: Promise<{ data?: T }>): Promise<T> {
  return (await fetched).data as T;
}

const at = (id: string) => ({ params: { path: { id } } });

/** What only those do who keep the workspace: people, teams, roles, pipelines, fields. */
export const admin = {
  users: {
    create: (body: S['NewUser']) => read(http.POST('/api/v1/users', { body })),
    update: (id: string, body: S['UpdateUser']) =>
      read(http.PATCH('/api/v1/users/{id}', { ...at(id), body })),
    activate: (id: string) => answerOf(http.POST('/api/v1/users/{id}/activate', at(id))),
    deactivate: (id: string) => answerOf(http.POST('/api/v1/users/{id}/deactivate', at(id))),
    password: (id: string, password: string) =>
      answerOf(http.POST('/api/v1/users/{id}/password', { ...at(id), body: { password } })),
  },
  teams: {
    create: (body: S['NewTeam']) => read(http.POST('/api/v1/teams', { body })),
    update: (id: string, body: S['UpdateTeam']) =>
      read(http.PATCH('/api/v1/teams/{id}', { ...at(id), body })),
    remove: (id: string) => answerOf(http.DELETE('/api/v1/teams/{id}', at(id))),
  },
  roles: {
    list: async () => (await read(http.GET('/api/v1/roles'))).roles,
    create: (body: S['NewRole']) => read(http.POST('/api/v1/roles', { body })),
    update: (id: string, body: S['UpdateRole']) =>
      read(http.PATCH('/api/v1/roles/{id}', { ...at(id), body })),
    remove: (id: string) => answerOf(http.DELETE('/api/v1/roles/{id}', at(id))),
  },
  pipelines: {
    list: async (object: 'deal' | 'lead') =>
      (await read(http.GET('/api/v1/pipelines', { params: { query: { object } } }))).pipelines,
    create: (body: S['NewPipeline']) => read(http.POST('/api/v1/pipelines', { body })),
    update: (id: string, body: S['UpdatePipeline']) =>
      read(http.PATCH('/api/v1/pipelines/{id}', { ...at(id), body })),
  },
  stages: {
    create: (pipeline: string, body: S['NewStage']) =>
      read(http.POST('/api/v1/pipelines/{id}/stages', { ...at(pipeline), body })),
    update: (id: string, body: S['UpdateStage']) =>
      read(http.PATCH('/api/v1/stages/{id}', { ...at(id), body })),
    remove: (id: string, move_to: string | null) =>
      answerOf(http.DELETE('/api/v1/stages/{id}', { ...at(id), body: { move_to } })),
  },
  objects: {
    labels: (object: string, signal?: AbortSignal) =>
      read(http.GET('/api/v1/catalogue/{object}/labels', { params: { path: { object } }, signal })),
    update: (object: string, body: S['UpdateObject']) =>
      read(http.PATCH('/api/v1/catalogue/{object}', { params: { path: { object } }, body })),
  },
  fields: {
    add: (object: string, body: S['NewField']) =>
      read(http.POST('/api/v1/catalogue/{object}/fields', { params: { path: { object } }, body })),
    update: (object: string, key: string, body: S['UpdateField']) =>
      read(
        http.PATCH('/api/v1/catalogue/{object}/fields/{key}', {
          params: { path: { object, key } },
          body,
        }),
      ),
    retire: (object: string, key: string) =>
      answerOf(
        http.DELETE('/api/v1/catalogue/{object}/fields/{key}', {
          params: { path: { object, key } },
        }),
      ),
  },
};
