<?php
/**
 * The tags survive saving for every role. They can do nothing that a link can't: what is read and sent to is the
 * site's own and the origins of the settings.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * Allows the widgets in posts; never in comments.
 *
 * @param array<string, array> $tags    Allowed tags.
 * @param string               $context Where.
 * @return array<string, array>
 */
function allowed_tags( $tags, $context ) {
	if ( 'post' !== $context ) {
		return $tags;
	}
	foreach ( manifest()['widgets'] as $tag => $attributes ) {
		$tags[ $tag ] = array_fill_keys( array_keys( $attributes ), true ) + array(
			'lang'  => true,
			'id'    => true,
			'class' => true,
		);
	}
	return $tags;
}
add_filter( 'wp_kses_allowed_html', __NAMESPACE__ . '\allowed_tags', 10, 2 );

/**
 * Attributes whose scheme is checked.
 *
 * @param string[] $names Of attributes.
 * @return string[]
 */
function uri_attributes( $names ) {
	return array_merge( $names, array( 'image', 'profile-href', 'policy-href' ) );
}
add_filter( 'wp_kses_uri_attributes', __NAMESPACE__ . '\uri_attributes' );
