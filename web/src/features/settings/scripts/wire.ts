import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type Script = S['Script'];
export type Definition = S['ScriptDefinition'];
export type Node = S['ScriptNode'];
export type Branch = S['ScriptBranch'];
export type Kind = S['ScriptKind'];
export type NodeKind = S['ScriptNodeKind'];

const at = (id: string) => ({ params: { path: { id } } });

/** Scripts of calls and meetings, for those who write them. */
export const scripts = {
  list: async () => (await http.GET('/api/v1/scripts')).data?.scripts ?? [],
  create: (name: string, kind: Kind, script: Definition) =>
    answerOf(http.POST('/api/v1/scripts', { body: { name, kind, script } })),
  update: (id: string, body: S['UpdateScript']) =>
    answerOf(http.PATCH('/api/v1/scripts/{id}', { ...at(id), body })),
  remove: (id: string) => answerOf(http.DELETE('/api/v1/scripts/{id}', at(id))),
};

export const scriptsKey = ['scripts'] as const;
