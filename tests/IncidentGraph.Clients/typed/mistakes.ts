// What the compiler refuses. Each line below fails the build if it is ever accepted.
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import type { changes, rename, timeline } from './incidents.js';

type Incident = NonNullable<ResultOf<typeof timeline>['incident']>;
type Event = Incident['timeline']['nodes'][number];

export function mistakes(answer: ResultOf<typeof timeline>, event: Event, change: ResultOf<typeof changes>['incidentsChanged']) {
  // @ts-expect-error: there may be no such incident
  answer.incident.severity;
  // @ts-expect-error: nor need it have a severity
  answer.incident?.severity.name;
  // @ts-expect-error: only some events have a reason
  event.reason;
  // @ts-expect-error: there is no such event
  event.__typename === 'IncidentExploded';
  // @ts-expect-error: there is no such status
  change.incident?.status === 'EXPLODED';
  // @ts-expect-error: it was not asked for
  change.incident?.title;
}

// @ts-expect-error: a change names what it changes
export const nothingToChange: VariablesOf<typeof rename> = { input: { title: 'New' } };

// @ts-expect-error: there is no such filter
export const unknownFilter: VariablesOf<typeof changes> = { where: { color: { eq: 'RED' } } };
