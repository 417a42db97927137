<?php
/**
 * What the widgets are, and how one is written into a page.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * Made by the build from the elements' manifest: version, hashes by file, languages by tag with their own names,
 * attributes by tag.
 *
 * @return array{version: string, integrity: array<string, string>, languages: array<string, string>, widgets: array<string, array<string, array>>}
 */
function manifest() {
	static $manifest = null;
	if ( null === $manifest ) {
		$manifest = require __DIR__ . '/manifest.php';
	}
	return $manifest;
}

/**
 * The widget as a tag. Takes over only what the element has.
 *
 * @param string               $tag        Such as civic-poll.
 * @param array<string, mixed> $attributes By name.
 * @param string               $fallback   Markup that shows without JavaScript; cleaned here.
 * @return string
 */
function widget_html( $tag, $attributes, $fallback = '' ) {
	$known  = manifest()['widgets'][ $tag ];
	$markup = '<' . $tag;
	foreach ( $known as $name => $about ) {
		$value = isset( $attributes[ $name ] ) ? $attributes[ $name ] : null;
		if ( 'boolean' === $about['type'] ) {
			if ( $value && 'false' !== $value ) {
				$markup .= ' ' . $name;
			}
			continue;
		}
		if ( ! is_scalar( $value ) || '' === (string) $value ) {
			continue;
		}
		if ( isset( $about['values'] ) && ! in_array( (string) $value, $about['values'], true ) ) {
			continue;
		}
		$markup .= sprintf( ' %s="%s"', $name, esc_attr( (string) $value ) );
	}
	wp_enqueue_script( HANDLE );
	return $markup . '>' . wp_kses_post( $fallback ) . '</' . $tag . '>';
}

/**
 * A link that shows where the widget can't.
 *
 * @param array<string, mixed> $attributes With fallback-href and fallback-text.
 * @return string
 */
function fallback_link( $attributes ) {
	$href = isset( $attributes['fallback-href'] ) ? (string) $attributes['fallback-href'] : '';
	$text = isset( $attributes['fallback-text'] ) ? (string) $attributes['fallback-text'] : '';
	if ( '' === $href ) {
		return esc_html( $text );
	}
	return sprintf( '<a href="%s">%s</a>', esc_url( $href ), esc_html( '' === $text ? $href : $text ) );
}
