// One thing that a form asks for.

import { useWords } from '../words.tsx'
import { type Choice, type FieldOf, filesIn, listed, rowsIn } from './fields.ts'

interface Shown {
  readonly id: string
  readonly field: FieldOf
  readonly value: string
  readonly type: (name: string, value: string) => void
}

export function FieldShown(shown: Shown) {
  const { kind } = shown.field
  if (kind === 'yes') return <Yes {...shown} />
  if (kind === 'files') return <Files {...shown} />
  if (typeof kind === 'object' && 'many' in kind) return <Many {...shown} many={kind.many} />
  if (typeof kind === 'object' && 'rows' in kind) return <Rows {...shown} rows={kind} />
  return <One {...shown} />
}

function Optional({ field: { isRequired = false } }: Pick<Shown, 'field'>) {
  const { t } = useWords()
  return isRequired ? null : <span className="mark">{t('form.optional')}</span>
}

function Hint({ id, field: { hint } }: Pick<Shown, 'id' | 'field'>) {
  const { t } = useWords()
  if (hint === undefined) return null
  return (
    <p className="mark" id={`${id}-hint`}>
      {t(hint)}
    </p>
  )
}

function One({ id, field, value, type }: Shown) {
  const { t } = useWords()
  const { name, label, hint, isRequired = false, kind } = field
  const shared = {
    id,
    value,
    required: isRequired,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(label)} <Optional field={field} />
      </label>
      {typeof kind === 'object' && 'choices' in kind ? (
        <select {...shared} onChange={(event) => type(name, event.target.value)}>
          {(!isRequired || value === '') && <option value="" />}
          {kind.choices.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      ) : kind === 'text' || kind === 'file' ? (
        <>
          {kind === 'file' && (
            <input
              type="file"
              aria-label={t('form.file')}
              onChange={async ({ target }) => {
                const [file] = target.files ?? []
                if (file !== undefined) type(name, await file.text())
                // Below is what is in it: the same one can be chosen again once it was mended.
                target.value = ''
              }}
            />
          )}
          <textarea
            {...shared}
            rows={kind === 'file' ? 8 : 4}
            dir={kind === 'file' ? 'ltr' : 'auto'}
            spellCheck={kind !== 'file'}
            className={kind === 'file' ? 'code' : undefined}
            onChange={(event) => type(name, event.target.value)}
          />
        </>
      ) : (
        <input
          {...shared}
          type={kind === 'instant' ? 'datetime-local' : kind === 'number' ? 'number' : 'text'}
          min={kind === 'number' ? 0 : undefined}
          step={kind === 'number' ? 'any' : undefined}
          dir={kind === 'line' ? 'auto' : 'ltr'}
          onChange={(event) => type(name, event.target.value)}
        />
      )}
      <Hint id={id} field={field} />
    </div>
  )
}

function Yes({ id, field, value, type }: Shown) {
  const { t } = useWords()
  return (
    <div className="field">
      <label className="choice">
        <input
          id={id}
          type="checkbox"
          checked={value === 'yes'}
          onChange={({ target }) => type(field.name, target.checked ? 'yes' : '')}
        />
        {t(field.label)}
      </label>
      <Hint id={id} field={field} />
    </div>
  )
}

function Many({ id, field, value, type, many }: Shown & { many: readonly Choice[] }) {
  const { t } = useWords()
  const chosen = listed(value)
  return (
    <fieldset className="field many">
      <legend>
        {t(field.label)} <Optional field={field} />
      </legend>
      {many.map((each) => (
        <label key={each.value} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(each.value)}
            onChange={({ target }) =>
              type(
                field.name,
                many
                  .map((one) => one.value)
                  .filter((one) => (one === each.value ? target.checked : chosen.includes(one)))
                  .join(' '),
              )
            }
          />
          <bdi>{each.label}</bdi>
        </label>
      ))}
      <Hint id={id} field={field} />
    </fieldset>
  )
}

function Rows({
  id,
  field,
  value,
  type,
  rows: { rows: fields, add },
}: Shown & { rows: Extract<FieldOf['kind'], { readonly rows: unknown }> }) {
  const { t, number } = useWords()
  const rows = rowsIn(value)
  const set = (next: typeof rows) => type(field.name, next.length === 0 ? '' : JSON.stringify(next))
  const beginning = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]))
  return (
    <fieldset className="field">
      <legend>
        {t(field.label)} <Optional field={field} />
      </legend>
      {rows.map((row, at) => {
        const place = number(at + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <fieldset key={at} className="field row">
            <legend className="mark">{t('form.row', { number: place })}</legend>
            <div className="pair">
              {fields
                .filter(({ isAsked }) => isAsked?.(row) !== false)
                .map((each) => (
                  <FieldShown
                    key={each.name}
                    id={`${id}-${at}-${each.name}`}
                    field={each}
                    value={row[each.name] ?? ''}
                    type={(name, text) => set(rows.with(at, { ...row, [name]: text }))}
                  />
                ))}
            </div>
            <div className="actions">
              <button type="button" onClick={() => set(rows.toSpliced(at, 1))}>
                {t('form.removeRow', { number: place })}
              </button>
            </div>
          </fieldset>
        )
      })}
      <div className="actions">
        <button type="button" onClick={() => set([...rows, beginning])}>
          {t(add)}
        </button>
      </div>
      <Hint id={id} field={field} />
    </fieldset>
  )
}

function Files({ id, field, value, type }: Shown) {
  const { t } = useWords()
  const files = filesIn(value)
  const set = (next: typeof files) => type(field.name, next.length === 0 ? '' : JSON.stringify(next))
  const take = async (chosen: FileList | null) => {
    const taken = await Promise.all(
      [...(chosen ?? [])].map(async (each) => ({ name: each.name, content: await each.text() })),
    )
    const others = files.filter(({ name }) => !taken.some((each) => each.name === name))
    set([...others, ...taken])
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(field.label)} <Optional field={field} />
      </label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={field.hint === undefined ? undefined : `${id}-hint`}
        onChange={async ({ target }) => {
          await take(target.files)
          target.value = ''
        }}
      />
      {files.length > 0 && (
        <ul className="rows">
          {files.map((each) => (
            <li key={each.name}>
              <bdi dir="ltr">{each.name}</bdi>
              <button type="button" onClick={() => set(files.filter((other) => other !== each))}>
                {t('form.removeFile', { name: each.name })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Hint id={id} field={field} />
    </div>
  )
}
