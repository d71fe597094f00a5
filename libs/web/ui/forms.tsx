import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import type { Reader } from './reader.js';

/** What a form shows: what was typed, and what is wrong with it, by the name of the field ('': with all of it). */
export interface ShownForm {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

interface FormProps {
  readonly reader: Reader;
  /** Null: nobody may send it now. */
  readonly token: string | null;
  /** Where it is sent; without it, to its own page. */
  readonly action?: string;
  readonly state?: ShownForm;
  /** With files. */
  readonly files?: boolean;
  readonly class?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** Every form of the product: its token, and above all what is wrong with it, which has the focus then. */
export function Form({
  reader,
  token,
  action,
  state,
  files,
  children,
  class: look = 'form',
  id,
}: FormProps): JSX.Element {
  const errors = Object.entries(state?.errors ?? {});
  return (
    <form class={look} method="post" action={action} id={id} enctype={files ? 'multipart/form-data' : undefined}>
      <FormToken token={token} />
      {errors.length > 0 && (
        <div class="alert" role="alert" tabIndex={-1} autofocus>
          <p>{state!.errors[''] ?? reader.say.formWrong}</p>
          <ul>
            {errors
              .filter(([name]) => name !== '')
              .map(([name, message]) => (
                <li>
                  <a href={`#${name}`}>{message}</a>
                </li>
              ))}
          </ul>
        </div>
      )}
      <Sendable token={token}>{children}</Sendable>
    </form>
  );
}

/** What a form holds: it shows what it is for, and takes nothing where nobody may send it. */
export const Sendable = ({ token, children }: Pick<FormProps, 'token' | 'children'>): JSX.Element =>
  token === null ? (
    <fieldset class="frozen" disabled>
      {children}
    </fieldset>
  ) : (
    <>{children}</>
  );

/** Without it no form is taken. It comes before all files. */
export const FormToken = ({ token }: { token: string | null }): JSX.Element => (
  <input type="hidden" name="form_token" value={token ?? ''} />
);

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly state?: ShownForm;
  /** What it holds while nothing was typed. */
  readonly value?: string;
}

/** Label above, help below, what is wrong with it beside it. Other attributes are those of the input. */
export function Field({ name, label, help, state, value, ...input }: FieldProps & InputAttributes): JSX.Element {
  return (
    <Labelled {...{ name, label, help, state }}>
      {(described) => (
        <input id={name} name={name} value={state?.values[name] ?? value} {...described} {...(input as object)} />
      )}
    </Labelled>
  );
}

/** What else an input or a text area may be told. */
interface InputAttributes {
  readonly type?: 'text' | 'password' | 'email' | 'url' | 'search' | 'number' | 'color' | 'tel' | 'file' | 'date';
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: string;
  readonly rows?: number;
  readonly autofocus?: boolean;
  readonly inputMode?: 'numeric' | 'decimal' | 'tel' | 'url' | 'search';
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  readonly spellcheck?: boolean;
  readonly autocapitalize?: 'none' | 'sentences';
  readonly accept?: string;
  readonly multiple?: boolean;
}

export function TextArea({ name, label, help, state, value, ...area }: FieldProps & InputAttributes): JSX.Element {
  return (
    <Labelled {...{ name, label, help, state }}>
      {(described) => (
        <textarea id={name} name={name} rows={4} {...described} {...(area as object)}>
          {state?.values[name] ?? value}
        </textarea>
      )}
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function Select({
  name,
  label,
  help,
  state,
  value,
  options,
}: FieldProps & { options: readonly Option[] }): JSX.Element {
  const chosen = state?.values[name] ?? value;
  return (
    <Labelled {...{ name, label, help, state }}>
      {(described) => (
        <select id={name} name={name} {...described}>
          {options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Says what it does when it is on. Whoever sends it off sends nothing under its name. */
export function Checkbox({ name, label, help, checked }: FieldProps & { checked: boolean }): JSX.Element {
  return (
    <div class="field check">
      <input
        id={name}
        name={name}
        type="checkbox"
        value="1"
        checked={checked}
        aria-describedby={help && `${name}-help`}
      />
      <label for={name}>{label}</label>
      {help && (
        <span class="help" id={`${name}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

interface Described {
  readonly 'aria-invalid'?: 'true' | undefined;
  readonly 'aria-describedby'?: string | undefined;
}

interface LabelledProps extends Omit<FieldProps, 'value' | 'help' | 'state'> {
  readonly help: string | undefined;
  readonly state: ShownForm | undefined;
  readonly children: (described: Described) => JSX.Element;
}

function Labelled({ name, label, help, state, children }: LabelledProps): JSX.Element {
  const message = state?.errors[name];
  const notes = [message && `${name}-wrong`, help && `${name}-help`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children({ 'aria-invalid': message ? 'true' : undefined, 'aria-describedby': notes || undefined })}
      {message && (
        <span class="wrong" id={`${name}-wrong`}>
          {message}
        </span>
      )}
      {help && (
        <span class="help" id={`${name}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

interface ActionProps {
  readonly action: string;
  readonly token: string | null;
  /** What it does, in words: shown, or said to whoever cannot see the icon. */
  readonly text: string;
  readonly icon?: IconName;
  readonly class?: string;
  /** What else is sent. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly pressed?: boolean;
  readonly iconOnly?: boolean;
  readonly children?: ComponentChildren;
}

/** One button that does one thing: a form of its own, so that it works without scripts. */
export function ActionButton(props: ActionProps): JSX.Element {
  const { action, token, text, icon, fields = {}, pressed, iconOnly = false, children } = props;
  return (
    <form class="act" method="post" action={action}>
      <FormToken token={token} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button
        class={props.class ?? 'button quiet'}
        title={iconOnly ? text : undefined}
        aria-label={iconOnly ? text : undefined}
        aria-pressed={pressed}
        disabled={token === null}
      >
        {icon && <Icon name={icon} />}
        {!iconOnly && text}
        {children}
      </button>
    </form>
  );
}
