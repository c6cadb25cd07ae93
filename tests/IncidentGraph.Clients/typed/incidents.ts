import type { ResultOf, TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { graphql } from '../artifacts/typed/gql.js';

export type Ask = <Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables) => Promise<Result>;

export const rename = graphql(`
  mutation Rename($input: UpdateIncidentInput!) {
    updateIncident(input: $input) {
      incident { id number title version }
      errors {
        __typename
        ... on Error { message code remedy }
        ... on NotAllowedError { anyOf }
        ... on VersionConflictError { actualVersion current { __typename ... on Incident { title } } }
      }
    }
  }
`);

export const timeline = graphql(`
  query Timeline($number: Int!) {
    incident(number: $number) {
      severity { name }
      timeline(first: 50) {
        nodes {
          __typename
          summary
          ... on IncidentDeclared { title severity { name } }
          ... on IncidentSeverityChanged { reason }
          ... on IncidentUpdated { changes { field after } }
        }
      }
    }
  }
`);

export const changes = graphql(`
  subscription Changes($after: String, $where: IncidentChangeFilterInput) {
    incidentsChanged(after: $after, where: $where) {
      cursor
      match
      incident { number status }
    }
  }
`);

type Incident = NonNullable<ResultOf<typeof timeline>['incident']>;
type Event = Incident['timeline']['nodes'][number];
type RenameError = NonNullable<ResultOf<typeof rename>['updateIncident']['errors']>[number];

/** Events tell more by their type; those that a client does not know yet still have a summary. */
export function line(event: Event): string {
  switch (event.__typename) {
    case 'IncidentDeclared':
      return `${event.title} is ${event.severity?.name ?? 'not judged yet'}`;
    case 'IncidentSeverityChanged':
      return event.reason;
    case 'IncidentUpdated':
      return event.changes.map(({ field, after }) => `${field} is ${after ?? 'nothing'}`).join(', ');
    default:
      return event.summary;
  }
}

/** Errors too: each has what to say and to do, some have more. */
export function advice(error: RenameError): string {
  switch (error.__typename) {
    case 'VersionConflictError':
      return error.current.__typename === 'Incident' ? `now “${error.current.title}”, version ${error.actualVersion}` : error.remedy;
    case 'NotAllowedError':
      return error.anyOf.join(' or ');
    default:
      return `${error.code}: ${error.remedy}`;
  }
}

export const askAt =
  (url: string, headers: Record<string, string>): Ask =>
  async (document, variables) => {
    const body = JSON.stringify({ query: print(document), variables });
    const response = await fetch(url, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body });
    const { data, errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    return data;
  };
