import type { JSX } from 'preact';
import type { FeaturedTopicStanding } from '#community/administration';
import { longestTopicWords, mostFeatured } from '#community/site';
import { tagKey } from '#community/topics';
import { Field, Form, spokenNumber, topicPath } from '#web/ui';
import { type DeskTopicsModel, fieldsOf, topicsPath } from './desk-topics.model.js';
import { OrderActs, PlaceAct } from './in-order.js';

const part = '#featured';

/** The topics that come first, in their order, and a form for another one. */
export function FeaturedTopics(model: DeskTopicsModel): JSX.Element {
  const { texts, featured } = model;
  return (
    <section class="desk-featured" id="featured">
      <h2 class="desk-list-title">{texts.featured(featured.length, mostFeatured)}</h2>
      <p class="list-lead">{featured.length > 0 ? texts.featuredAbout : `${texts.none} ${texts.featuredAbout}`}</p>
      <ol class="rows desk-order">
        {featured.map((topic, index) => (
          <FeaturedRow {...{ model, topic, index }} />
        ))}
      </ol>
      <FeatureForm {...model} />
    </section>
  );
}

interface FeaturedRowProps {
  readonly model: DeskTopicsModel;
  readonly topic: FeaturedTopicStanding;
  readonly index: number;
}

function FeaturedRow({ model, topic, index }: FeaturedRowProps): JSX.Element {
  const { visit, texts, asked } = model;
  const { name, about, posts, followers } = topic;
  const { locale } = visit.reader;
  const change = new URLSearchParams({ ...fieldsOf(asked), change: name });
  return (
    <li class="row">
      <span class="desk-number">{index + 1}</span>
      <div class="row-text">
        <a class="open" href={topicPath(name)}>
          <b class="topic-name">#{name}</b>
        </a>
        {about && <p class="small">{about}</p>}
        <p class="muted small desk-above">
          <span>
            {texts.posts(posts, spokenNumber(posts, locale))} ·{' '}
            {texts.followers(followers, spokenNumber(followers, locale))}
          </span>
          <a href={`/manage/topics?${change}#feature`}>{texts.change}</a>
        </p>
      </div>
      <div class="row-act">
        <FeaturedActs {...{ model, topic, index }} />
      </div>
    </li>
  );
}

function FeaturedActs({ model, topic: { name }, index }: FeaturedRowProps): JSX.Element {
  const { visit, texts, asked, featured } = model;
  const act = { token: visit.formToken, part, fields: { topic: name, ...fieldsOf(asked) } };
  return (
    <>
      <OrderActs
        {...act}
        action="/manage/topics/move"
        id={`featured-${name}`}
        up={texts.up(name)}
        down={texts.down(name)}
        isFirst={index === 0}
        isLast={index === featured.length - 1}
      />
      <PlaceAct
        {...act}
        action="/manage/topics/unfeature"
        id={`featured-${name}-remove`}
        text={texts.unfeature(name)}
        icon="close"
      />
    </>
  );
}

/** For another one; or, where the address names one of them, for its words. */
function FeatureForm(model: DeskTopicsModel): JSX.Element {
  const { visit, texts, state, asked, featured } = model;
  const changed = featured.find(({ name }) => tagKey(name) === tagKey(asked.changing)) ?? null;
  if (!changed && featured.length >= mostFeatured && !Object.keys(state.errors).length)
    return <p class="list-lead">{texts.enough(mostFeatured)}</p>;
  return (
    <div class="desk-form" id="feature">
      <Form
        {...{ state }}
        reader={visit.reader}
        token={visit.formToken}
        action="/manage/topics/feature"
        class="form plain"
      >
        {Object.entries(fieldsOf(asked)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <WhichTopic {...{ model, changed }} />
        <Field
          name="about"
          label={texts.about}
          help={texts.aboutHelp(longestTopicWords)}
          state={state}
          value={changed?.about ?? ''}
          maxLength={longestTopicWords}
        />
        <div class="actions">
          <button class="button">{changed ? texts.change : texts.feature}</button>
          {changed && (
            <a class="button quiet" href={topicsPath(asked)}>
              {texts.keep}
            </a>
          )}
        </div>
      </Form>
    </div>
  );
}

interface WhichTopicProps {
  readonly model: DeskTopicsModel;
  readonly changed: FeaturedTopicStanding | null;
}

const WhichTopic = ({ model: { texts, state }, changed }: WhichTopicProps): JSX.Element =>
  changed ? (
    <>
      <h3>{texts.changing(changed.name)}</h3>
      <input type="hidden" name="topic" value={changed.name} />
    </>
  ) : (
    <Field
      name="topic"
      label={texts.topic}
      help={texts.topicHelp}
      state={state}
      required
      maxLength={255}
      autocapitalize="none"
    />
  );
