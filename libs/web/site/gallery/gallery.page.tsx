import type { ComponentChildren, JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import {
  ActionButton,
  Checkbox,
  EmptyState,
  Field,
  Form,
  Icon,
  type IconName,
  iconNames,
  Menu,
  PersonRow,
  PostCard,
  Select,
  Tabs,
  TextArea,
} from '#web/ui';
import { people, posts } from './samples.js';

const wrong = { values: { name: 'x'.repeat(60) }, errors: { name: 'This name is too long.', choice: 'Choose one.' } };

export const GalleryPage = ({ visit }: { visit: ReadingVisit }): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: 'Components', description: 'All components in all states' }}>
    <header class="head">
      <h1>Components</h1>
    </header>
    <Icons />
    <Controls visit={visit} />
    <Forms visit={visit} />
    <People visit={visit} />
    <Empty />
    <Posts visit={visit} />
  </SiteLayout>
);

const Part = ({ name, children }: { name: string; children: ComponentChildren }): JSX.Element => (
  <section class="notes">
    <h2>{name}</h2>
    {children}
  </section>
);

const Icons = (): JSX.Element => (
  <Part name="Icons">
    <p class="chips">
      {iconNames.map((name: IconName) => (
        <span class="chip">
          <Icon name={name} /> {name}
        </span>
      ))}
    </p>
  </Part>
);

const looks = ['button', 'button soft', 'button quiet', 'button danger', 'button danger quiet', 'button small'];

function Controls({ visit: { formToken, reader } }: { visit: ReadingVisit }): JSX.Element {
  const tabs = ['One', 'Two', 'A longer third', 'Four'].map((name, index) => ({
    href: `/_ui?tab=${index}`,
    text: name,
  }));
  return (
    <Part name="Controls">
      <div class="actions">
        {looks.map((look) => (
          <button class={look} type="button">
            {look}
          </button>
        ))}
        <button class="button" type="button" disabled>
          disabled
        </button>
        <ActionButton action="/_ui" token={formToken} text="With an icon" icon="star" />
        <Menu label="More">
          <a href="/_ui">A link</a>
          <button type="button">A button</button>
          <button class="danger" type="button">
            Something that cannot be undone
          </button>
        </Menu>
      </div>
      <Tabs tabs={tabs} current="/_ui?tab=1" label="Tabs" />
      <div class="banner">
        <div>A banner says what concerns everybody.</div>
        <a class="button small quiet" href="/_ui">
          Close
        </a>
      </div>
      <p class="toast">A toast ({reader.locale})</p>
      <p class="skeleton">&nbsp;</p>
    </Part>
  );
}

function Forms({ visit: { reader, formToken } }: { visit: ReadingVisit }): JSX.Element {
  const options = ['One', 'Two'].map((text) => ({ text, value: text }));
  return (
    <Part name="Forms">
      {[undefined, wrong].map((state) => (
        <Form reader={reader} token={formToken} state={state} class="form plain">
          <Field name="name" label="Name" help="At most 50 characters." state={state} />
          <Select name="choice" label="Choice" options={options} state={state} />
          <TextArea name="text" label="Text" state={state} />
          <Checkbox name="agreed" label="Agreed" help="What it means." checked={state !== undefined} />
          <button class="button" type="button">
            Save
          </button>
        </Form>
      ))}
    </Part>
  );
}

const People = ({ visit: { formToken } }: { visit: ReadingVisit }): JSX.Element => (
  <Part name="People">
    <ul class="rows">
      {people.map((person) => (
        <PersonRow
          person={person}
          about="Says a little of themselves, or quite a lot, so that it does not fit into one line"
        >
          <ActionButton action="/_ui" token={formToken} text="Follow" class="button small" />
        </PersonRow>
      ))}
    </ul>
  </Part>
);

const Empty = (): JSX.Element => (
  <Part name="Empty states">
    {(['quiet', 'gone', 'welcome'] as const).map((drawing) => (
      <EmptyState drawing={drawing} title={drawing} heading="h2" action={{ href: '/_ui', text: 'One action' }}>
        One sentence.
      </EmptyState>
    ))}
  </Part>
);

const Posts = ({ visit: { reader, formToken: token } }: { visit: ReadingVisit }): JSX.Element => (
  <>
    {posts.map(([name, post]) => (
      <section aria-label={name}>
        <h2 class="section">{name}</h2>
        <div class="feed">
          <PostCard {...{ post, reader, token }} here="/_ui" foldAt={400} />
        </div>
      </section>
    ))}
  </>
);
