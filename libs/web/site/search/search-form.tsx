import type { JSX } from 'preact';
import type { FieldErrors, ReadingVisit } from '#web/shell';
import { Field, Icon } from '#web/ui';
import type { Typed } from './search-query.js';
import type { SearchTexts } from './search.texts.js';

interface SearchFormProps {
  readonly visit: ReadingVisit;
  readonly say: SearchTexts;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** Whether there is nothing to read but the form. */
  readonly alone: boolean;
}

/** The box and, for posts, what stands beside it. */
export function SearchForm(props: SearchFormProps): JSX.Element {
  const { visit, say, typed, errors, alone } = props;
  const { q, kind, order } = typed;
  return (
    <form class="search-form" action="/search" role="search" aria-label={visit.say.searchIn(visit.community)}>
      <div class="search-line">
        <div class="search-box">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            value={q}
            aria-label={say.words}
            placeholder={say.words}
            aria-invalid={errors['q'] ? 'true' : undefined}
            aria-describedby={errors['q'] && 'q-wrong'}
            maxLength={200}
            enterkeyhint="search"
            autofocus={alone}
            data-suggest
          />
        </div>
        <button class="button">{say.search}</button>
      </div>
      {errors['q'] && (
        <p class="wrong" id="q-wrong">
          {errors['q']}
        </p>
      )}
      {kind !== 'post' && <input type="hidden" name="type" value={kind} />}
      {order !== 'relevance' && <input type="hidden" name="sort" value={order} />}
      {kind === 'post' && <Filters {...props} />}
    </form>
  );
}

function Filters({ say, typed, errors }: SearchFormProps): JSX.Element {
  const { author, tag, from, to, has } = typed;
  const state = { values: {}, errors };
  const given = [author, tag, from, to, ...has].filter(Boolean).length;
  const isWrong = ['author', 'tag', 'from', 'to'].some((name) => errors[name] !== undefined);
  const day = (name: 'from' | 'to') => (errors[name] === undefined ? 'date' : 'text'); // a date shows nothing but dates
  return (
    <details class="filters" open={isWrong}>
      <summary>
        <Icon name="manage" />
        {say.filters}
        {given > 0 && <span class="given">{given}</span>}
      </summary>
      <div class="filter-fields">
        <Field
          name="author"
          label={say.author}
          help={say.authorHelp}
          state={state}
          value={author}
          autocapitalize="none"
          spellcheck={false}
        />
        <Field name="tag" label={say.tag} help={say.tagHelp} state={state} value={tag} />
        <Field name="from" label={say.from} state={state} value={from} type={day('from')} />
        <Field name="to" label={say.to} state={state} value={to} type={day('to')} />
        <fieldset class="filter-has">
          <legend>{say.has}</legend>
          <Has value="image" text={say.image} has={has} />
          <Has value="video" text={say.video} has={has} />
        </fieldset>
        <button class="button quiet">{say.apply}</button>
      </div>
    </details>
  );
}

const Has = ({ value, text, has }: { value: string; text: string; has: readonly string[] }): JSX.Element => (
  <label class="filter-check">
    <input type="checkbox" name="has" value={value} checked={has.includes(value)} />
    {text}
  </label>
);
