import type { JSX } from 'preact';
import { EmptyState, Layout } from '#web/ui';
import { stylesheetPath } from './assets.js';
import { Banners } from './banners.js';
import type { Visit } from './visit.js';

/** For a guest of a community that shows guests nothing but its name, and how its members come in. */
export function MembersOnlyPage({ visit }: { visit: Visit }): JSX.Element {
  const { community, reader, icons, say, site, colours, look } = visit;
  return (
    <Layout
      {...{ community, reader, icons }}
      meta={{ title: `${say.membersOnly} · ${community}`, description: say.membersOnlyMore }}
      look={{ stylesheet: stylesheetPath, colours, look }}
      places={[
        { href: '/', icon: 'home', name: reader.say.home },
        { href: '/sign-in', icon: 'me', name: say.signIn },
      ]}
      current="/"
    >
      <Banners visit={visit} />
      <EmptyState
        drawing="welcome"
        title={say.membersOnly}
        note={say.invited}
        action={{ href: '/sign-in', text: say.signIn }}
      >
        {say.membersOnlyMore}
        <br />
        {say.takePartHow}
        <span class="address">{site}</span>
      </EmptyState>
    </Layout>
  );
}
