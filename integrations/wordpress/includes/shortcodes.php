<?php
/**
 * [civic-poll src="/api/polls/summer"]: a shortcode for each widget.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * Attributes as somebody has typed them. Editors and word processors make quotes curly and write entities.
 *
 * @param string $text Between the shortcode's name and its bracket.
 * @return array<string, string>
 */
function shortcode_attributes( $text ) {
	$text = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	$text = preg_replace( '/[\x{00a0}\x{200b}]+/u', ' ', $text );
	$text = preg_replace( '/[\x{201c}\x{201d}\x{201e}\x{201f}\x{2033}\x{2036}\x{00ab}\x{00bb}]/u', '"', $text );
	$text = preg_replace( '/(=\s*)[\x{2018}\x{2019}\x{201a}\x{2032}](.*?)[\x{2018}\x{2019}\x{2032}](?=\s|$)/u', '$1"$2"', $text );
	// Decoded once more where an editor wrote entities inside: what comes out is escaped again.
	$found = shortcode_parse_atts( $text );
	$named = array();
	foreach ( is_array( $found ) ? $found : array() as $name => $value ) {
		if ( is_string( $name ) ) {
			$named[ $name ] = html_entity_decode( (string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		} elseif ( preg_match( '/^[a-z-]+$/', (string) $value ) ) {
			// A bare word is a switch, as in a tag.
			$named[ (string) $value ] = 'true';
		}
	}
	return $named;
}

/**
 * Renders one of ours from its own text instead of from what WordPress has made of it.
 *
 * @param false|string $output What somebody else has made of it.
 * @param string       $tag    Of the shortcode.
 * @param array|string $given  WordPress's reading.
 * @param array        $found  The match: 3 is the text of the attributes, 5 what it holds.
 * @return false|string
 */
function render_shortcode( $output, $tag, $given, $found ) {
	if ( ! isset( manifest()['widgets'][ $tag ] ) ) {
		return $output;
	}
	$attributes = shortcode_attributes( isset( $found[3] ) ? $found[3] : '' );
	$inside     = isset( $found[5] ) ? $found[5] : '';
	return widget_html( $tag, $attributes, '' === trim( $inside ) ? fallback_link( $attributes ) : $inside );
}
add_filter( 'pre_do_shortcode_tag', __NAMESPACE__ . '\render_shortcode', 10, 4 );

add_action(
	'init',
	static function () {
		foreach ( array_keys( manifest()['widgets'] ) as $tag ) {
			// Registered so that WordPress finds it; the filter above renders it.
			add_shortcode( $tag, '__return_empty_string' );
		}
	}
);
