import type { JSX } from 'preact';
import { EmptyState, Layout } from '#web/ui';
import { scriptPath, stylesheetPath } from './assets.js';
import type { Visit } from './visit.js';

/**
 * Where there is no network: kept by a browser, so the same for everybody, with nothing of anybody in it. A script shows the
 * drafts that lie on the device; the page that was asked for is opened by pressing the button, which has its address.
 */
export function OfflinePage({ visit }: { visit: Visit }): JSX.Element {
  const { community, reader, icons, colours, look, say } = visit;
  const { title, more, retry, drafts, draftsMore, goOn, copy, copied } = say.offline;
  return (
    <Layout
      {...{ community, reader }}
      icons={{ tab: icons.tab, manifest: icons.manifest }}
      meta={{ title: `${title} · ${community}`, description: more }}
      look={{ stylesheet: stylesheetPath, colours, look, script: scriptPath }}
      places={[{ href: '/', icon: 'home', name: reader.say.home }]}
    >
      <div data-offline>
        <EmptyState drawing="quiet" title={title} action={{ href: '', text: retry }}>
          {more}
        </EmptyState>
        <section class="drafts" data-drafts hidden aria-labelledby="drafts">
          <h2 id="drafts">{drafts}</h2>
          <p class="small muted">{draftsMore}</p>
          <template data-draft-row>
            <div class="draft">
              <textarea rows={4} readOnly aria-label={drafts} />
              <p class="actions">
                <a class="button small">{goOn}</a>
                <button class="button small quiet" type="button" data-copy-draft={copied}>
                  {copy}
                </button>
              </p>
            </div>
          </template>
        </section>
      </div>
    </Layout>
  );
}
