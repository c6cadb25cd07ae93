import { once } from 'node:events';
import net from 'node:net';
import { url } from './server.mjs';

/** A way to the server that can be cut, as a network is: what was open ends at once, and what is new gets nowhere until it is mended. */
export async function openWire() {
  const { hostname, port, pathname } = new URL(url);
  const open = new Set();
  let isCut = false;

  const wire = net.createServer((near) => {
    if (isCut) return near.destroy();
    const far = net.connect(Number(port), hostname);
    for (const [end, other] of [[near, far], [far, near]]) {
      open.add(end);
      end.on('error', () => {}); // it closes too, and that is what counts
      end.on('close', () => {
        open.delete(end);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');

  const cut = () => {
    isCut = true;
    for (const end of open) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${wire.address().port}${pathname}`,
    cut,
    mend: () => (isCut = false),
    close: () => {
      cut();
      wire.close();
    },
  };
}
