// What is known now: services and incidents, each once, by id.

const OVER = ['RESOLVED', 'CLOSED'];
const MOST_PAST = 10;

export class Board {
  #services = new Map();
  #incidents = new Map();
  #draw;

  constructor(draw) {
    this.#draw = draw;
  }

  reset({ open, past, services }) {
    this.#services = new Map(services.nodes.map((service) => [service.id, service]));
    this.#incidents = new Map([...open.nodes, ...past.nodes].map((incident) => [incident.id, incident]));
    this.#draw(this.#view());
  }

  change({ match, event, incident }) {
    if (incident) this.#keep(incident, match);
    else if (event.incidentId) this.#incidents.delete(event.incidentId);
    this.#draw(this.#view());
  }

  #keep(incident, match) {
    if (incident.version < this.#incidents.get(incident.id)?.version) return; // a later change was here first
    for (const { node } of incident.services.edges) if (this.#services.has(node.id)) this.#services.set(node.id, node);
    // The incident is as it is now, the match as it was after the event.
    const isShown = incident.isOpen || OVER.includes(incident.status);
    if (isShown || match !== 'LEFT') this.#incidents.set(incident.id, incident);
    else this.#incidents.delete(incident.id);
  }

  #view() {
    const shown = [...this.#incidents.values()].filter((incident) => !incident.isPrivate && !incident.isTest);
    return {
      services: [...this.#services.values()],
      open: shown.filter((incident) => incident.isOpen).sort(worstFirst),
      past: this.#forgetOld(shown.filter((incident) => OVER.includes(incident.status)).sort(latestFirst)),
    };
  }

  #forgetOld(past) {
    for (const { id } of past.slice(MOST_PAST)) this.#incidents.delete(id);
    return past.slice(0, MOST_PAST);
  }
}

const worstFirst = (one, other) => levelOf(one) - levelOf(other) || other.number - one.number;
const levelOf = ({ severity }) => severity?.level ?? 100; // not judged yet
const latestFirst = (one, other) => Date.parse(other.resolvedAt) - Date.parse(one.resolvedAt);
