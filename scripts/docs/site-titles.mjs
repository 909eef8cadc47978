import { Converter } from 'typedoc';

/**
 * A plugin of TypeDoc: a page is called what its first heading says. By itself it would be called after its file, and
 * that is README for every feature.
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const text = document.content.map((part) => part.text).join('');
    document.name = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? document.name;
  });
}
