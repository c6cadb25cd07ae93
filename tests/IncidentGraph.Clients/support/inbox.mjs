/** What was pushed, to be taken one by one in order; a fault ends it. */
export class Inbox {
  #waiting = [];
  #takers = [];

  /** To be given to a client as the observer of a subscription. */
  get observer() {
    return {
      next: (value) => this.#give({ value }),
      error: (error) => this.#give({ error }),
      complete: () => this.#give({ error: new Error('The subscription was completed.') }),
    };
  }

  async next() {
    const { value, error } = this.#waiting.shift() ?? (await new Promise((resolve) => this.#takers.push(resolve)));
    if (error) throw error;
    return value;
  }

  async until(isWanted) {
    for (;;) {
      const value = await this.next();
      if (isWanted(value)) return value;
    }
  }

  #give(item) {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#waiting.push(item);
  }
}
