// What a board of open incidents asks for. Only the compiler reads this file: components would sit beside their fragments.
import { graphql } from 'relay-runtime';

graphql`
  query boardQuery {
    viewer {
      roles
    }
    ...board_incidents
  }
`;

graphql`
  fragment board_incidents on Query
  @refetchable(queryName: "boardPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
    incidents(first: $count, after: $cursor, order: [{ number: ASC }]) @connection(key: "board_incidents", filters: []) {
      __id
      edges {
        node {
          id
          ...board_card
        }
      }
    }
  }
`;

graphql`
  fragment board_card on Incident @refetchable(queryName: "boardCardQuery") {
    number
    title
    version
    commander {
      displayName
    }
    services(first: 3) {
      nodes {
        key
        status
      }
    }
  }
`;

graphql`
  fragment board_line on Event {
    __typename
    summary
    actor {
      displayName
    }
    ... on IncidentSeverityChanged {
      reason
    }
  }
`;

graphql`
  query boardTimelineQuery($id: ID!) {
    node(id: $id) {
      ... on Incident {
        timeline(first: 10) {
          nodes {
            ...board_line
          }
        }
      }
    }
  }
`;

graphql`
  mutation boardRenameMutation($input: UpdateIncidentInput!) {
    updateIncident(input: $input) {
      incident {
        ...board_card
      }
      errors {
        ... on Error {
          message
          code
          field
          remedy
        }
      }
    }
  }
`;

graphql`
  subscription boardChangesSubscription($after: String, $connections: [ID!]!) {
    incidentsChanged(after: $after, where: { isOpen: { eq: true } }) {
      cursor
      match
      incident @appendNode(connections: $connections, edgeTypeName: "IncidentEdge") {
        ...board_card
      }
    }
  }
`;
