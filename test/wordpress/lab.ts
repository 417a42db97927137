import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/browsers.js';

const SCRIPT = resolve('../shared/wordpress/setup-wordpress.sh');

export type Role = 'admin' | 'editor' | 'author' | 'contributor';

/** Why there can be no WordPress here, in a sentence; undefined where there can. */
export function missing(): string | undefined {
  if (!existsSync(SCRIPT)) return `${SCRIPT} is not there`;
  if (spawnSync('dpkg', ['-s', 'wordpress', 'mariadb-server', 'php-cli']).status === 0) return undefined;
  return process.getuid?.() === 0
    ? undefined
    : 'Debian’s wordpress, mariadb-server and php-cli are not installed, and only root can install them';
}

/** A real WordPress with a database of its own, and people in it. */
export class Lab {
  readonly root = process.env.WP_ROOT ?? join(tmpdir(), 'civic-wordpress');
  readonly port = Number(process.env.WP_PORT ?? 8190);
  readonly origin = `http://127.0.0.1:${this.port}`;
  /** The same site as a hardened host or a network gives it to editors. */
  readonly locked = `http://127.0.0.1:${this.port + 1}`;
  #browser: Browser | undefined;
  readonly #wasUp: boolean;

  constructor() {
    this.#wasUp = existsSync(this.root) && this.#setup('status').includes('web up');
  }

  #setup(command: string): string {
    const env = { ...process.env, WP_ROOT: this.root, WP_PORT: String(this.port) };
    return execFileSync('bash', [SCRIPT, command], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async up(): Promise<void> {
    this.#setup('up');
    const executablePath = findChromium();
    if (!executablePath) throw new Error('These tests open WordPress in Chromium, and there is none.');
    this.#browser = await chromium.launch({
      executablePath,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    });
    // Nobody wants the tour.
    this
      .php(`foreach (get_users() as $user) update_user_meta($user->ID, 'wp_persisted_preferences', array('core/edit-post' => array('welcomeGuide' => false), '_modified' => gmdate('c')));
      update_option('comment_moderation', 0); update_option('comment_previously_approved', 0); update_option('comment_max_links', 9); update_option('lab_head', ''); update_option('WPLANG', '');`);
  }

  async down(): Promise<void> {
    await this.#browser?.close();
    if (!this.#wasUp) this.#setup('down');
  }

  /** Runs code inside WordPress, and gives what it prints. */
  php(code: string): string {
    const start = `$_SERVER['HTTP_HOST'] = '127.0.0.1:${this.port}'; require ${JSON.stringify(`${this.root}/wp/wp-load.php`)};`;
    return execFileSync('php', ['-r', start + code], { encoding: 'utf8' });
  }

  /** Publishes a post as somebody, with what WordPress leaves of it, and gives its address. A contributor's is published by an editor. */
  post(role: Role, content: string): string {
    const status = role === 'contributor' ? 'pending' : 'publish';
    return this.php(`$user = get_user_by('login', '${role}'); wp_set_current_user($user->ID); kses_init();
      $id = wp_insert_post(wp_slash(array('post_title' => 'Sida', 'post_status' => '${status}', 'post_author' => $user->ID, 'comment_status' => 'open',
        'post_content' => base64_decode('${Buffer.from(content).toString('base64')}'))), true);
      if (is_wp_error($id)) { echo $id->get_error_message(); exit(1); }
      if ('${status}' === 'pending') { wp_set_current_user(get_user_by('login', 'editor')->ID); kses_init(); wp_update_post(array('ID' => $id, 'post_status' => 'publish')); }
      echo get_permalink($id);`);
  }

  async page(): Promise<Page> {
    const context = await this.#browser!.newContext({ viewport: { width: 1200, height: 900 } });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  }

  /** A page of somebody who has signed in. */
  async as(role: Role, origin = this.origin): Promise<Page> {
    const page = await this.page();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    await page.goto(`${origin}/wp-login.php`);
    await page.fill('#user_login', role);
    await page.fill('#user_pass', `${role}-pass`);
    await Promise.all([page.waitForURL(/wp-admin/), page.click('#wp-submit')]);
    return page;
  }

  /** The block editor on a new post, with a title. */
  async write(page: Page, origin = this.origin): Promise<void> {
    await page.goto(`${origin}/wp-admin/post-new.php`);
    const title = page.getByRole('textbox', { name: 'Add title' });
    await title.fill('En sida');
    await title.press('Enter');
  }

  /** The classic editor on a new post, with a title. */
  async writeClassic(page: Page): Promise<void> {
    await page.goto(`${this.origin}/wp-admin/post-new.php?lab_classic=1`);
    await page.locator('#title').fill('En sida');
    await page.keyboard.press('Tab');
    // The title makes it a draft, and no button answers until that is saved.
    await page.locator('#sample-permalink').waitFor();
  }

  /** Publishes what is in the classic editor, and gives its address. */
  async publishClassic(page: Page): Promise<string> {
    await page.locator('#publish:not(.disabled)').click();
    await page.waitForURL(/[?&]post=\d+/);
    return this.php(`echo get_permalink(${new URL(page.url()).searchParams.get('post')});`);
  }

  /** Hands what is in the editor to those who may publish, and gives where they find it. */
  async submit(page: Page): Promise<string> {
    await page.locator('.editor-post-publish-panel__toggle').click();
    await page.locator('.editor-post-publish-panel .editor-post-publish-button').click();
    await page.waitForFunction(() => {
      interface Editor {
        isSavingPost(): boolean;
        getCurrentPostAttribute(name: string): string;
      }
      const { wp } = globalThis as unknown as { wp: { data: { select(store: string): Editor } } };
      const editor = wp.data.select('core/editor');
      return editor.getCurrentPostAttribute('status') === 'pending' && !editor.isSavingPost();
    });
    return page.url();
  }

  /** Publishes what is in the editor, and gives its address. */
  async publish(page: Page): Promise<string> {
    await page.locator('.editor-post-publish-panel__toggle').click();
    await page.locator('.editor-post-publish-panel .editor-post-publish-button').click();
    const link = page.locator('.post-publish-panel__postpublish-buttons a, .components-snackbar a').first();
    await link.waitFor();
    return (await link.getAttribute('href'))!;
  }
}

/** Puts markup on the clipboard. */
export const copy = (page: Page, type: 'text/html' | 'text/plain', text: string): Promise<void> =>
  page.evaluate(
    async ([kind, content]) => {
      const blob = new Blob([content!], { type: kind! });
      await navigator.clipboard.write([new ClipboardItem({ [kind!]: blob })]);
    },
    [type, text],
  );

/** Puts markup on the clipboard, and pastes it as people do. */
export async function paste(page: Page, type: 'text/html' | 'text/plain', text: string): Promise<void> {
  await copy(page, type, text);
  await page.keyboard.press('Control+V');
}
