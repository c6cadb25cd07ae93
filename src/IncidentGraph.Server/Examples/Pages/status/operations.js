// What the page asks the server. The query and the subscription share one fragment, so that either may bring an incident.

const CARD = `
  fragment Card on Incident {
    id number version title status isOpen isPrivate isTest customerImpact declaredAt resolvedAt
    severity { level name }
    latestUpdate(audience: PUBLIC) { body postedAt }
    services(first: 100) { edges { current node { ...Light } } }
  }
  fragment Light on Service { id name tier status lifecycle }`;

const OPEN = 'incidents(first: 100, after: $after, where: { isOpen: { eq: true }, isTest: { eq: false } })';
const SERVICES = 'services(first: 100, after: $after, where: { lifecycle: { neq: RETIRED } }, order: [{ tier: ASC }, { name: ASC }])';
const page = (nodes) => `{ nodes { ...${nodes} } pageInfo { hasNextPage endCursor } }`;

export const NOW = `
  query StatusNow($after: String) {
    eventCursor
    open: ${OPEN} ${page('Card')}
    past: incidents(first: 10, where: { status: { in: [RESOLVED, CLOSED] }, isTest: { eq: false } }, order: [{ resolvedAt: DESC }]) {
      nodes { ...Card }
    }
    services: ${SERVICES} ${page('Light')}
  }
  ${CARD}`;

export const MORE_OPEN = `query MoreOpen($after: String) { open: ${OPEN} ${page('Card')} } ${CARD}`;

export const MORE_SERVICES = `
  query MoreServices($after: String) { services: ${SERVICES} ${page('Light')} }
  fragment Light on Service { id name tier status lifecycle }`;

export const CHANGES = `
  subscription StatusChanges($after: String) {
    incidentsChanged(after: $after, where: { status: { nin: [DECLINED, MERGED, CANCELED] } }) {
      match
      event { ... on IncidentWithdrawn { incidentId } }
      incident { ...Card }
    }
  }
  ${CARD}`;

export const SERVICES_CHANGED = `
  subscription ServicesChanged($after: String) {
    events(after: $after, where: { type: { in: [SERVICE_REGISTERED, SERVICE_UPDATED, SERVICE_RETIRED] } }) { cursor }
  }`;
