/** The plug-in in a real WordPress, as the people who would use it. `npm run test:wordpress`; not part of `npm test`. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { Site, closeTown, version } from '../embedding/site.js';
import { Lab, copy, missing, paste } from './lab.js';

const reason = missing();
if (reason) {
  console.log(`WordPress was not tested: ${reason}.`);
  process.exit(0);
}

const lab = new Lab();
const site = new Site();
const PLUGIN = 'civic-widgets/civic-widgets.php';
const folder = `${lab.root}/wp/wp-content/plugins/civic-widgets`;
const helper = `${lab.root}/wp/wp-content/mu-plugins/civic-lab.php`;

let poll = '';
let link = '';

before(async () => {
  await site.start();
  await lab.up();
  poll = `${site.origin}/api/polls/badplats`;
  link = `<a href="${site.origin}/fraga/badplats#civic-poll?src=${encodeURIComponent(poll)}&amp;lang=sv">Svara på frågan</a>`;
  const archive = resolve(`dist-wordpress/civic-widgets-${version}.zip`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${lab.root}/wp/wp-content/mu-plugins`, { recursive: true });
  // A public site may ask any port of any host; this one is on a loopback address.
  writeFileSync(
    helper,
    `<?php add_filter('http_allowed_safe_ports', function ($ports) { $ports[] = ${new URL(site.origin).port}; return $ports; }); add_filter('http_request_host_is_external', '__return_true');`,
  );
  const said =
    lab.php(`require_once ABSPATH . 'wp-admin/includes/file.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php';
    WP_Filesystem(); $done = unzip_file(${JSON.stringify(archive)}, WP_PLUGIN_DIR); if (is_wp_error($done)) { echo $done->get_error_message(); exit; }
    $on = activate_plugin('${PLUGIN}'); if (is_wp_error($on)) echo $on->get_error_message();
    update_option('civic_widgets', array('allow' => '${site.origin}'));`);
  assert.equal(said, '');
});

after(async () => {
  rmSync(helper, { force: true });
  rmSync(folder, { recursive: true, force: true });
  await lab.down();
  site.stop();
  await closeTown();
});

const choices = (page: Page) => page.locator('civic-poll input[type=radio]');

async function vote(page: Page): Promise<void> {
  const before = site.requests.filter((each) => each.startsWith('POST')).length;
  await choices(page).first().check();
  await page
    .locator('civic-poll button', { hasText: /Rösta|Vote/ })
    .first()
    .click();
  await page.waitForFunction(
    () => !document.querySelector('civic-poll')!.shadowRoot!.querySelector('input[type=radio]'),
  );
  assert.equal(site.requests.filter((each) => each.startsWith('POST')).length, before + 1);
}

/** The address of a poll into the block's field. */
async function fillBlock(page: Page): Promise<void> {
  await page.keyboard.type('/civic-poll');
  await page
    .locator('.components-autocomplete__result')
    .filter({ hasText: /^Poll$/ })
    .click();
  await page.locator('.components-placeholder').getByLabel('Which question?').selectOption(poll);
  // The preview is the widget itself, to look at: a vote in it would count.
  await choices(page).first().waitFor();
  assert.ok(await page.locator('civic-poll').evaluate((each) => !!each.closest('[inert]')));
}

describe('the plug-in in WordPress', () => {
  it('an author pastes a link into the visual editor, publishes, sees the poll and votes', async () => {
    const page = await lab.as('author');
    await lab.write(page);
    await paste(page, 'text/html', `<p>${link}</p>`);
    await page.getByText('Svara på frågan').waitFor();
    await page.goto(await lab.publish(page));
    await choices(page).first().waitFor();
    await vote(page);
    await page.context().close();
  });

  it('an admin inserts the block, sees the preview, publishes and sees it', async () => {
    const page = await lab.as('admin');
    await lab.write(page);
    await fillBlock(page);
    await page.goto(await lab.publish(page));
    await choices(page).first().waitFor();
    await page.context().close();
  });

  it('the block understands what is pasted into its field, and says why it shows nothing', async () => {
    const page = await lab.as('author');
    await lab.write(page);
    await fillBlock(page);
    const use = async (text: string) => {
      await page.locator('.wp-block-civic-widgets-poll').click({ position: { x: 4, y: 4 } });
      // The toolbar hides while somebody types.
      await page.mouse.move(400, 400);
      await page.mouse.move(500, 300);
      await page.getByRole('button', { name: 'Choose another' }).click();
      const source = page.locator('.components-placeholder');
      await source.getByLabel('Which question?').selectOption({ label: 'Another address…' });
      await source.getByLabel('Address of the data').fill(text);
      await page.keyboard.press('Enter');
    };
    const shown = (address: string) => page.locator(`civic-poll[src="${address}"]`).waitFor();
    const other = poll.replace('badplats', 'parker');
    for (const text of [
      `${site.origin}/fraga/parker`,
      `<p><a href="/x#civic-poll?src=${encodeURIComponent(other)}">Svara</a></p>`,
      `<div class="civic-poll" data-src="${other}"></div>`,
      `${site.origin}/builder/?widget=civic-poll&src=${encodeURIComponent(new URL(other).pathname)}`,
    ]) {
      await use(text);
      await shown(other);
      await use(poll);
      await shown(poll);
    }
    await use('https://elsewhere.example/polls/1');
    await page.getByText('ask an administrator to add it').first().waitFor();
    await page.context().close();
  });

  it('a tag pasted into a text becomes the block', async () => {
    const page = await lab.as('author');
    await lab.write(page);
    await paste(
      page,
      'text/plain',
      `<civic-poll src="${poll}" heading="A"><a href="/x">Svara</a></civic-poll>`,
    );
    await choices(page).first().waitFor();
    await page.goto(await lab.publish(page));
    await choices(page).first().waitFor();
    assert.equal(await page.locator('civic-poll').getAttribute('heading'), 'A');
    assert.equal(await page.locator('civic-poll > a').getAttribute('href'), '/x');
    await page.context().close();
  });

  it('a contributor hands in a page with a link, an editor publishes it, people vote', async () => {
    const page = await lab.as('contributor');
    await lab.write(page);
    await paste(page, 'text/html', `<p>${link}</p>`);
    await page.getByText('Svara på frågan').waitFor();
    const address = await lab.submit(page);
    await page.context().close();
    const id = new URL(address).searchParams.get('post');
    assert.equal((await fetch(`${lab.origin}/?p=${id}`)).status, 404);
    const editor = await lab.as('editor');
    await editor.goto(address);
    // Whoever wrote it has not said that they are done.
    await editor.getByRole('link', { name: 'Take over' }).click();
    await editor.locator('.editor-post-locked-modal').waitFor({ state: 'detached' });
    await editor.getByText('Svara på frågan').waitFor();
    await editor.goto(await lab.publish(editor));
    await choices(editor).first().waitFor();
    await vote(editor);
    await editor.context().close();
  });

  it('in the classic editor a link stays, and an address on its own line becomes the widget', async () => {
    const page = await lab.as('author');
    await lab.writeClassic(page);
    await copy(page, 'text/html', `<p>${link}</p>`);
    await page.frameLocator('#content_ifr').locator('body').click();
    await page.keyboard.press('Control+V');
    await page.frameLocator('#content_ifr').getByText('Svara på frågan').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(`${site.origin}/fraga/badplats`);
    await page.goto(await lab.publishClassic(page));
    await choices(page).first().waitFor();
    await page.frameLocator('iframe.wp-embedded-content').locator('input[type=radio]').first().waitFor();
    await vote(page);
    await page.context().close();
  });

  it('in a classic block a link stays', async () => {
    const page = await lab.as('author');
    await lab.write(page);
    await page.keyboard.type('/classic');
    await page
      .locator('.components-autocomplete__result')
      .filter({ hasText: /^Classic$/ })
      .click();
    await copy(page, 'text/html', `<p>${link}</p>`);
    await page.locator('.wp-block-freeform[contenteditable]').click();
    await page.keyboard.press('Control+V');
    await page.locator('.wp-block-freeform').getByText('Svara på frågan').waitFor();
    await page.goto(await lab.publish(page));
    await choices(page).first().waitFor();
    await page.context().close();
  });

  it('each of the five widgets is a block with a preview, and on the page', async () => {
    const page = await lab.as('admin');
    await lab.write(page);
    const widgets: Record<string, string> = {
      'civic-poll': '/api/polls/badplats',
      'civic-feedback': '/api/forms/synpunkt',
      'civic-feed': '/api/feeds/nyheter',
      'civic-service-card': '/api/services/bygglov',
      'civic-service-list': '/api/services',
    };
    const isThere = (tag: string) => page.locator(`${tag} :is(article, input, textarea)`).first();
    for (const [tag, path] of Object.entries(widgets)) {
      await page.evaluate(() => {
        (
          globalThis as unknown as {
            wp: { data: { dispatch(store: string): { insertDefaultBlock(): void } } };
          }
        ).wp.data
          .dispatch('core/block-editor')
          .insertDefaultBlock();
      });
      await page.keyboard.type(`/${tag}`);
      await page.locator('.components-autocomplete__result').first().click();
      await page.locator('.components-placeholder select').selectOption(site.origin + path);
      await isThere(tag).waitFor();
    }
    await page.goto(await lab.publish(page));
    for (const tag of Object.keys(widgets)) {
      await page.locator(tag).scrollIntoViewIfNeeded();
      await isThere(tag).waitFor();
    }
    await page.context().close();
  });

  it('a dark theme’s colours are the widget’s', async () => {
    lab.php("set_theme_mod('background_color', '28303d');");
    try {
      const page = await lab.page();
      await page.goto(lab.post('author', `<p>${link}</p>`));
      await choices(page).first().waitFor();
      const [around, text, back] = await page.evaluate(() => [
        getComputedStyle(document.querySelector('.entry-content')!).color,
        getComputedStyle(document.querySelector('civic-poll')!.shadowRoot!.querySelector('legend')!).color,
        getComputedStyle(document.body).backgroundColor,
      ]);
      assert.deepEqual([text, back], [around, 'rgb(40, 48, 61)']);
      assert.notEqual(text, 'rgb(0, 0, 0)');
      await page.context().close();
    } finally {
      lab.php("remove_theme_mod('background_color');");
    }
  });

  it('a locked-down editor inserts the block, and writes the tag', async () => {
    const page = await lab.as('editor', lab.locked);
    await lab.write(page, lab.locked);
    await fillBlock(page);
    await page.goto(await lab.publish(page));
    await choices(page).first().waitFor();
    await page.context().close();
  });

  for (const role of ['contributor', 'author', 'editor', 'admin'] as const) {
    it(`what a ${role} saves keeps tag and div, and nothing that runs`, async () => {
      const address = lab.post(
        role,
        `<civic-poll src="${poll}" heading="A" onclick="alert(1)" class="x"><a href="/x">Svara</a></civic-poll>
        <div class="civic-poll" data-src="${poll}"><a href="/x">Svara</a></div>`,
      );
      const page = await lab.page();
      await page.goto(address);
      await page.waitForFunction(
        () =>
          [...document.querySelectorAll('civic-poll')].filter((each) =>
            each.shadowRoot?.querySelector('input'),
          ).length === 2,
      );
      if (role !== 'admin' && role !== 'editor') assert.equal(await page.locator('[onclick]').count(), 0);
      await page.context().close();
    });
  }

  it('shortcodes are read as typed: curly quotes, entities, bare words', async () => {
    const page = await lab.page();
    for (const code of [
      `[civic-poll src="${poll}" heading="Vad tycker du &amp; ni?"]`,
      `[civic-poll src=”${poll}” heading=„Vad tycker du &amp; ni?“]`,
      `[civic-poll src=&#8221;${poll}&#8221; heading=&ldquo;Vad tycker du &#038; ni?&rdquo;]`,
      `[civic-poll src=’${poll}’ heading=’Vad tycker du &amp;amp; ni?’]`,
    ]) {
      await page.goto(lab.post('author', `Före\n\n${code}\n\nEfter`));
      await choices(page).first().waitFor();
      assert.equal(await page.locator('civic-poll').getAttribute('heading'), 'Vad tycker du & ni?', code);
    }
    await page.goto(
      lab.post(
        'author',
        '[civic-service-list src="/x" search onload=alert(1) limit="3"]<a href="/y">Tjänster</a>[/civic-service-list]',
      ),
    );
    const names = await page
      .locator('civic-service-list')
      .evaluate((each) => each.getAttributeNames().sort());
    assert.deepEqual(names, ['limit', 'search', 'src']);
    assert.equal(await page.locator('civic-service-list a').getAttribute('href'), '/y');
    await page.context().close();
  });

  it('the script comes only where it is used, with hash, crossorigin, defer and no query', async () => {
    const script = /<script[^>]*civic-widgets\.js[^>]*>/;
    const plain = await (await fetch(lab.post('author', '<p>Inget här.</p>'))).text();
    assert.doesNotMatch(plain, script);
    const used = await (await fetch(lab.post('author', `<p>${link}</p>`))).text();
    const tag = script.exec(used)?.[0] ?? '';
    assert.match(tag, / defer crossorigin="anonymous" integrity="sha384-[^"]{64}"/);
    assert.match(tag, new RegExp(`src=["'][^"'?]*/assets/${version}/civic-widgets\\.js["']`));
    assert.match(used, new RegExp(`<meta name="civic-allow" content="${site.origin}">`));
    assert.equal(used.match(new RegExp(script, 'g'))?.length, 1);
  });

  it('a visitor’s comment with a link to a stranger’s form stays a link', async () => {
    const address = lab.post('author', `<p>${link}</p>`);
    const page = await lab.page();
    await page.goto(address);
    await page.fill(
      '#comment',
      `Bra! <a href="https://evil.example/#civic-feedback?src=${encodeURIComponent('https://evil.example/form')}">Logga in</a> <a href="${site.elsewhere}/x#civic-poll?src=${encodeURIComponent(poll)}">Rösta</a>`,
    );
    await page.fill('#author', 'Någon');
    await page.fill('#email', 'nagon@example.test');
    await Promise.all([page.waitForURL(/#comment-|unapproved/), page.click('#submit')]);
    await page.goto(address);
    await choices(page).first().waitFor();
    assert.equal(await page.locator('.comment-content a[href*="#civic-"]').count(), 2);
    assert.equal(
      await page.locator('.comment-content civic-poll, .comment-content civic-feedback').count(),
      0,
    );
    assert.equal(await page.locator('civic-poll').count(), 1);
    await page.context().close();
  });

  it('the address of a page of the town on its own line becomes the widget', async () => {
    const page = await lab.as('author');
    await lab.write(page);
    await paste(page, 'text/plain', `${site.origin}/fraga/badplats`);
    await page.locator('.wp-block-embed, p:has-text("/fraga/badplats")').first().waitFor();
    await page.goto(await lab.publish(page));
    const frame = page.locator('iframe.wp-embedded-content');
    await frame.waitFor();
    assert.equal(await frame.getAttribute('sandbox'), 'allow-scripts');
    // WordPress leaves no class, so our script knows it by its address.
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('iframe.wp-embedded-content')!.offsetHeight > 600,
    );
    await page.frameLocator('iframe.wp-embedded-content').locator('input[type=radio]').first().waitFor();
    await page.context().close();
  });

  it('the settings page keeps what is usable and says what is not, in the language of the site', async () => {
    lab.php("update_option('WPLANG', 'sv_SE');");
    try {
      const page = await lab.as('admin');
      await page.goto(`${lab.origin}/wp-admin/options-general.php?page=civic_widgets`);
      await page
        .getByLabel('Tillåtna webbplatser')
        .fill(`${site.origin}/path nonsense javascript:alert(1) https://api.example.org`);
      await page.getByLabel('Skriptets kontrollsumma').fill('"><script>alert(1)</script>');
      await page.getByLabel('Språk').selectOption('ar');
      await Promise.all([page.waitForURL(/settings-updated/), page.click('#submit')]);
      assert.equal(
        await page.getByLabel('Tillåtna webbplatser').inputValue(),
        `${site.origin} https://api.example.org`,
      );
      assert.equal(await page.getByLabel('Skriptets kontrollsumma').inputValue(), '');
      assert.match((await page.locator('.notice, .error').allTextContents()).join(' '), /nonsense/);
      await page.goto(lab.post('author', `[civic-poll src="${poll}"]`));
      await page.locator('civic-poll .civic[dir=rtl]').waitFor();
      await page.context().close();
    } finally {
      lab.php(
        `update_option('WPLANG', ''); update_option('civic_widgets', array('allow' => '${site.origin}'));`,
      );
    }
  });

  it('a central script is used with its address and hash', async () => {
    lab.php(
      `update_option('civic_widgets', array('source' => 'cdn', 'url' => '${site.origin}/widgets/${version}/civic-widgets.js', 'integrity' => '${site.integrity}', 'allow' => '${site.origin}'));`,
    );
    try {
      const page = await lab.page();
      await page.goto(lab.post('author', `<p>${link}</p>`));
      await choices(page).first().waitFor();
      assert.equal(
        await page.locator('script[src*="civic-widgets.js"]').getAttribute('integrity'),
        site.integrity,
      );
      await page.context().close();
    } finally {
      lab.php(`update_option('civic_widgets', array('allow' => '${site.origin}'));`);
    }
  });

  it('without the plug-in, the head snippet alone makes an author’s link a poll', async () => {
    lab.php(`require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('${PLUGIN}');
      update_option('lab_head', '<meta name="civic-allow" content="${site.origin}"><script defer src="${site.origin}/widgets/${version}/civic-widgets.js" integrity="${site.integrity}" crossorigin="anonymous"></script>');`);
    try {
      const page = await lab.page();
      await page.goto(lab.post('author', `<p>${link}</p>`));
      await choices(page).first().waitFor();
      await page.context().close();
    } finally {
      lab.php(
        `require_once ABSPATH . 'wp-admin/includes/plugin.php'; update_option('lab_head', ''); activate_plugin('${PLUGIN}');`,
      );
    }
  });

  it('uninstalling leaves nothing', () => {
    const left = `global $wpdb; echo json_encode(array(
      $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%civic%' OR option_value LIKE '%civic_widgets%' AND option_name LIKE '%transient%'"),
      $wpdb->get_col("SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%civic%'"),
      $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%civic%'"),
      array_values(array_filter((array) _get_cron_array(), function ($jobs) { return strpos(json_encode($jobs), 'civic') !== false; })),
      $wpdb->get_col("SHOW TABLES LIKE '%civic%'")));`;
    assert.match(lab.php(left), /civic_widgets/);
    lab.php(`require_once ABSPATH . 'wp-admin/includes/plugin.php'; require_once ABSPATH . 'wp-admin/includes/file.php';
      WP_Filesystem(); deactivate_plugins('${PLUGIN}'); $done = delete_plugins(array('${PLUGIN}')); if (is_wp_error($done)) echo $done->get_error_message();`);
    assert.equal(lab.php(left), '[[],[],[],[],[]]');
    assert.equal(existsSync(folder), false);
  });
});
