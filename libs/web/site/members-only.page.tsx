import type { JSX } from 'preact';
import { EmptyState, Layout } from '#web/ui';
import { stylesheetPath } from './assets.js';
import type { Visit } from './site-pages.js';

/** For a guest of a community that shows guests nothing but its name, and how its members come in. */
export function MembersOnlyPage({ visit: { community, reader, icons, say, site } }: { visit: Visit }): JSX.Element {
  return (
    <Layout
      {...{ community, reader, icons }}
      meta={{ title: `${say.membersOnly} · ${community}`, description: say.membersOnlyMore }}
      stylesheet={stylesheetPath}
      places={[{ href: '/', icon: 'home', name: reader.say.home }]}
      current="/"
    >
      <EmptyState drawing="welcome" title={say.membersOnly} note={say.invited}>
        {say.membersOnlyMore}
        <br />
        {say.takePartHow}
        <span class="address">{site}</span>
      </EmptyState>
    </Layout>
  );
}
