import { Hono } from 'hono';
import { markup } from '../../markup.js';
import { timeElement } from '../format.js';
import { filled, words } from '../language.js';
import { officePage, paging } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';

const ratingWords = words(
  {
    title: 'Page ratings',
    lead: 'What people answered to “Was this page useful?”. Deleted after 24 months.',
    none: 'Nobody has rated a page yet.',
    page: 'Page',
    unknown: '(not said)',
    yes: 'Yes',
    no: 'No',
    share: 'Useful',
    marks: 'Marks',
    average: 'Average of 1–5',
    comments: 'Comments',
    noComments: 'There are no comments.',
    of: 'Comments on {page}',
    all: 'All pages',
    ratingIs: 'Answer: {rating}',
  },
  {
    sv: {
      title: 'Sidbetyg',
      lead: 'Vad folk har svarat på ”Hade du nytta av sidan?”. Raderas efter 24 månader.',
      none: 'Ingen har satt betyg på en sida än.',
      page: 'Sida',
      unknown: '(inte angiven)',
      yes: 'Ja',
      no: 'Nej',
      share: 'Nytta',
      marks: 'Betyg',
      average: 'Medel av 1–5',
      comments: 'Kommentarer',
      noComments: 'Det finns inga kommentarer.',
      of: 'Kommentarer om {page}',
      all: 'Alla sidor',
      ratingIs: 'Svar: {rating}',
    },
    'sr-Latn': {
      title: 'Ocene strana',
      lead: 'Šta su ljudi odgovorili na pitanje „Da li vam je ova strana koristila?“. Briše se posle 24 meseca.',
      none: 'Još niko nije ocenio nijednu stranu.',
      page: 'Strana',
      unknown: '(nije navedena)',
      yes: 'Da',
      no: 'Ne',
      share: 'Korisno',
      marks: 'Ocene',
      average: 'Prosek od 1–5',
      comments: 'Komentari',
      noComments: 'Nema komentara.',
      of: 'Komentari o strani {page}',
      all: 'Sve strane',
      ratingIs: 'Odgovor: {rating}',
    },
    ar: {
      title: 'تقييم الصفحات',
      lead: 'ما أجاب به الناس عن سؤال «هل أفادتك هذه الصفحة؟». يُحذف بعد 24 شهرًا.',
      none: 'لم يقيّم أحد أي صفحة بعد.',
      page: 'الصفحة',
      unknown: '(غير مذكورة)',
      yes: 'نعم',
      no: 'لا',
      share: 'مفيدة',
      marks: 'الدرجات',
      average: 'المتوسط من 1–5',
      comments: 'التعليقات',
      noComments: 'لا توجد تعليقات.',
      of: 'تعليقات على {page}',
      all: 'كل الصفحات',
      ratingIs: 'الإجابة: {rating}',
    },
  },
);

interface PageRow {
  page: string | null;
  yes: number;
  no: number;
  marks: number;
  sum: number;
  comments: number;
}

interface CommentRow {
  page: string | null;
  comment: string;
  at: Date;
  rating: string | null;
}

const pageSize = 50;

/** Ratings name nobody, so everyone in the office may read them. */
export const ratingSection: OfficeSection = {
  path: 'ratings',
  title: (language) => ratingWords(language).title,
  allowed: () => true,
  routes: () => {
    const routes = new Hono<OfficeEnv>();
    routes.get('/', ratingsPage);
    return routes;
  },
};

async function ratingsPage(c: OfficeContext): Promise<Response> {
  const texts = ratingWords(c.get('language'));
  const language = c.get('language');
  const db = await c.get('server').database();
  const of = c.req.query('of')?.replaceAll('\0', '').slice(0, 4000);
  const where = of === undefined ? '' : `AND COALESCE(r.page, '') = $1`;
  const params = of === undefined ? [] : [of];
  const pages = await db.query<PageRow>(
    `SELECT page,
       sum(CASE WHEN rating = 'yes' THEN 1 ELSE 0 END)::integer AS yes,
       sum(CASE WHEN rating = 'no' THEN 1 ELSE 0 END)::integer AS no,
       sum(CASE WHEN rating IN ('1', '2', '3', '4', '5') THEN 1 ELSE 0 END)::integer AS marks,
       sum(CASE WHEN rating IN ('1', '2', '3', '4', '5') THEN CAST(rating AS integer) ELSE 0 END)::integer AS sum,
       sum(CASE WHEN comment IS NOT NULL THEN 1 ELSE 0 END)::integer AS comments
     FROM ratings GROUP BY page ORDER BY count(*) DESC, page LIMIT 500`,
  );
  const [counted] = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ratings r WHERE r.comment IS NOT NULL ${where}`,
    params,
  );
  const last = Math.max(1, Math.ceil((counted?.count ?? 0) / pageSize));
  const asked = Number(c.req.query('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  const comments = await db.query<CommentRow>(
    `SELECT r.page, r.comment, r.at, COALESCE(r.rating, f.rating) AS rating
     FROM ratings r LEFT JOIN ratings f ON f.id = r.follows
     WHERE r.comment IS NOT NULL ${where} ORDER BY r.at DESC, r.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    params,
  );
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const ratingText = (rating: string): string =>
    rating === 'yes' || rating === 'no' ? texts[rating] : rating;
  return officePage(c, {
    title: texts.title,
    main: markup`<h1>${texts.title}</h1>
      <p>${texts.lead}</p>
      ${
        pages.length === 0
          ? markup`<p class="notice">${texts.none}</p>`
          : markup`<div class="scroll" tabindex="0" role="region" aria-label="${texts.title}">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">${texts.page}</th>
                    <th scope="col" class="number">${texts.yes}</th>
                    <th scope="col" class="number">${texts.no}</th>
                    <th scope="col" class="number">${texts.share}</th>
                    <th scope="col" class="number">${texts.marks}</th>
                    <th scope="col" class="number">${texts.average}</th>
                    <th scope="col" class="number">${texts.comments}</th>
                  </tr>
                </thead>
                <tbody>
                  ${pages.map((row) => {
                    const { yes, no, marks, sum } = row;
                    const href = `/admin/ratings/?${new URLSearchParams({ of: row.page ?? '' })}`;
                    return markup`<tr>
                      <th scope="row"><a href="${href}"><bdi>${row.page ?? texts.unknown}</bdi></a></th>
                      <td class="number">${yes}</td>
                      <td class="number">${no}</td>
                      <td class="number">${yes + no > 0 ? percent.format(yes / (yes + no)) : '–'}</td>
                      <td class="number">${marks}</td>
                      <td class="number">${marks > 0 ? number.format(sum / marks) : '–'}</td>
                      <td class="number">${row.comments}</td>
                    </tr>`;
                  })}
                </tbody>
              </table>
            </div>`
      }
      <h2>${of === undefined ? texts.comments : filled(texts.of, { page: of || texts.unknown })}</h2>
      ${of !== undefined && markup`<p><a href="/admin/ratings/">${texts.all}</a></p>`}
      ${
        comments.length === 0
          ? markup`<p>${texts.noComments}</p>`
          : markup`<ol class="thread">
              ${comments.map(
                ({ page: on, comment, at, rating }) =>
                  markup`<li>
                    <p class="who">
                      <bdi>${on ?? texts.unknown}</bdi> ${timeElement(c, at)}
                      ${rating && markup`<span class="tag">${filled(texts.ratingIs, { rating: ratingText(rating) })}</span>`}
                    </p>
                    <p class="text" dir="auto">${comment}</p>
                  </li>`,
              )}
            </ol>`
      }
      ${paging(language, page, last, (to) => `/admin/ratings/?${new URLSearchParams({ ...(of !== undefined && { of }), page: String(to) })}`)}`,
  });
}
