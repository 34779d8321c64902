import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type Hours = Omit<S['WorkingHours'], 'days'> & { days: SpecialDay[] };
export type Week = S['WeekHours'];
export type Span = S['HoursSpan'];
export type SpecialDay = Required<S['SpecialDay']>;
export type WorkingTime = { workspace: Hours; teams: (Hours & { team: string })[] };
export type Absence = S['Absence'];

const at = (id: string) => ({ params: { path: { id } } });

/** When people work, and when they are away. */
export const workingTime = {
  load: async () => (await http.GET('/api/v1/working-time')).data as WorkingTime,
  setWorkspace: (body: S['SetWorkingHours']) =>
    answerOf(http.PUT('/api/v1/working-time', { body })),
  setTeam: (id: string, body: S['SetWorkingHours']) =>
    answerOf(http.PUT('/api/v1/working-time/teams/{id}', { ...at(id), body })),
  forgetTeam: (id: string) => answerOf(http.DELETE('/api/v1/working-time/teams/{id}', at(id))),
  absences: async () => (await http.GET('/api/v1/absences')).data?.absences ?? [],
  addAbsence: (body: S['NewAbsence']) => answerOf(http.POST('/api/v1/absences', { body })),
  removeAbsence: (id: string) => answerOf(http.DELETE('/api/v1/absences/{id}', at(id))),
};

export const workingTimeKey = ['working-time'] as const;
export const absencesKey = ['absences'] as const;
