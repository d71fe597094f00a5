import type { JSX } from 'preact';
import { Back } from '#web/ui';
import { SiteLayout } from './site-layout.js';
import type { ReadingVisit } from './visit.js';

/** What libs/web/client/keys.js listens to. */
const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['l', 'star'],
  ['c', 'comment'],
  ['n', 'compose'],
  ['/', 'search'],
  ['g h', 'home'],
  ['g t', 'topics'],
  ['g m', 'messages'],
  ['g c', 'collections'],
  ['?', 'help'],
] as const;

export function KeysPage({ visit }: { visit: ReadingVisit }): JSX.Element {
  const { say, community, reader } = visit;
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.keys.title} · ${community}`, description: say.keys.about }}>
      <header class="head">
        <Back href="/" reader={reader} />
        <h1>{say.keys.title}</h1>
      </header>
      <div class="notes">
        <p>{say.keys.about}</p>
        <dl class="keys">
          {keys.map(([key, name]) => (
            <div>
              <dt>
                {key.split(' ').map((one) => (
                  <kbd>{one}</kbd>
                ))}
              </dt>
              <dd>{say.keys[name]}</dd>
            </div>
          ))}
        </dl>
        <button
          class="button quiet"
          type="button"
          data-keys-switch
          data-on={say.keys.on}
          data-off={say.keys.off}
          hidden
        />
      </div>
    </SiteLayout>
  );
}
