import type { Form } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';

/** The comment that may follow a rating, as a form like any other. */
export const commentForm = (locale: LocaleController): Form => ({
  id: '',
  fields: [
    {
      name: 'comment',
      type: 'textarea',
      label: locale.t('ratingComment'),
      help: locale.t('ratingCommentHelp'),
      required: true,
    },
  ],
});

/**
 * What can be answered: the value that is sent, its label, and its name where the label alone says too little.
 * @param scale 5 asks for 1–5 instead of yes or no
 */
export function answers(
  scale: number,
  locale: LocaleController,
): (readonly [value: string, label: string, name?: string])[] {
  if (scale === 5)
    return [1, 2, 3, 4, 5].map((n) => [`${n}`, locale.number(n), locale.t('formRating', { n, max: 5 })]);
  return [
    ['yes', locale.t('ratingYes')],
    ['no', locale.t('ratingNo')],
  ];
}
