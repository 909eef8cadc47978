import autocannon, { type Request, type Result } from 'autocannon';

/** Some seconds of requests to one server. */
export interface Load {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  /** Dealt out among the connections, each of which goes round in its own. */
  readonly requests: readonly Request[];
}

// A process of its own: what it costs to make requests is then not taken from the server or from what measures.
process.on('message', (load: Load) => void fire(load).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());

async function fire({ url, seconds, connections, requests }: Load): Promise<Result> {
  let clients = 0;
  return autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const own = clients++;
      const share = requests.filter((_, i) => i % connections === own);
      // A copy of each: autocannon writes into them.
      client.setRequests(structuredClone(share.length > 0 ? share : requests));
    },
  });
}
