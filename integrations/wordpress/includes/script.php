<?php
/**
 * The script: once, only where something needs it, with its hash.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * Address and hash of a built file. The address has no query: a copy that a cache has kept under another one would
 * not have the hash.
 *
 * @param string $file Such as civic-widgets.js.
 * @return array{0: string, 1: string}
 */
function script_address( $file ) {
	$settings = settings();
	$manifest = manifest();
	if ( 'cdn' === $settings['source'] && '' !== $settings['url'] ) {
		if ( 'civic-widgets.js' === $file ) {
			return array( $settings['url'], $settings['integrity'] );
		}
		return array( str_replace( 'civic-widgets.js', $file, $settings['url'] ), '' );
	}
	return array(
		plugins_url( 'assets/' . $manifest['version'] . '/' . $file, FILE ),
		$manifest['integrity'][ $file ],
	);
}

/**
 * The language of the widgets for this site, as the library writes it; '' is English, which is built in.
 *
 * @return string
 */
function script_language() {
	$wanted = settings()['language'];
	$tag    = str_replace( '_', '-', '' === $wanted ? determine_locale() : $wanted );
	$short  = strtok( $tag, '-' );
	$tries  = array( $tag, $short, 'sr' === $short ? 'sr-Cyrl' : '' );
	foreach ( $tries as $try ) {
		if ( isset( manifest()['integrity'][ "locales/$try.js" ] ) ) {
			return $try;
		}
	}
	return '';
}

/** Registers the script and its language; whoever needs it enqueues it. */
function register_script() {
	$depends = array();
	$tag     = script_language();
	if ( '' !== $tag ) {
		$depends[] = HANDLE . '-language';
		// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		wp_register_script( HANDLE . '-language', script_address( "locales/$tag.js" )[0], array(), null, true );
	}
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	wp_register_script( HANDLE, script_address( 'civic-widgets.js' )[0], $depends, null, true );
}
add_action( 'init', __NAMESPACE__ . '\register_script', 5 );

/**
 * Adds defer, crossorigin and integrity.
 *
 * @param string $tag    The script element.
 * @param string $handle Its name.
 * @return string
 */
function script_tag( $tag, $handle ) {
	if ( HANDLE !== $handle && HANDLE . '-language' !== $handle ) {
		return $tag;
	}
	$file      = HANDLE === $handle ? 'civic-widgets.js' : 'locales/' . script_language() . '.js';
	$integrity = script_address( $file )[1];
	$more      = ' defer crossorigin="anonymous"';
	if ( '' !== $integrity ) {
		$more .= sprintf( ' integrity="%s"', esc_attr( $integrity ) );
	}
	// Consent managers and script optimisers: this one is necessary, and stays as it is.
	$more .= ' data-cookieconsent="ignore" data-category="necessary" data-cfasync="false" data-no-optimize="1"';
	return preg_replace( '/<script(?=\s[^>]*\ssrc=|\ssrc=)/', '<script' . $more, $tag, 1 );
}
add_filter( 'script_loader_tag', __NAMESPACE__ . '\script_tag', 10, 2 );

/** What the script reads in the head. */
function print_meta() {
	$settings = settings();
	$metas    = array(
		'civic-allow'      => $settings['allow'],
		'civic-allow-read' => $settings['allow_read'],
		'civic-lang'       => $settings['language'],
	);
	foreach ( $metas as $name => $content ) {
		if ( '' !== $content ) {
			printf( '<meta name="%s" content="%s">' . "\n", esc_attr( $name ), esc_attr( $content ) );
		}
	}
}
add_action( 'wp_head', __NAMESPACE__ . '\print_meta', 1 );
add_action( 'admin_head-post.php', __NAMESPACE__ . '\print_meta', 1 );
add_action( 'admin_head-post-new.php', __NAMESPACE__ . '\print_meta', 1 );
add_action( 'admin_head-site-editor.php', __NAMESPACE__ . '\print_meta', 1 );

/**
 * Links, divs and tags that somebody has written by hand need the script too.
 *
 * @param string $content Of a post or a text widget.
 * @return string
 */
function enqueue_where_used( $content ) {
	if ( is_string( $content ) && preg_match( '/#civic-[a-z]|<civic-[a-z]|class="[^"]*\bcivic-(feed|service|poll)|civic-embed|\/embed\/civic-/', $content ) ) {
		wp_enqueue_script( HANDLE );
	}
	return $content;
}
foreach ( array( 'the_content', 'widget_text_content', 'widget_block_content', 'term_description' ) as $filter ) {
	add_filter( $filter, __NAMESPACE__ . '\enqueue_where_used', 99 );
}
