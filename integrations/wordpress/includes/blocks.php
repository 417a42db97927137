<?php
/**
 * A dynamic block for each widget.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * Names and descriptions for people, by tag.
 *
 * @return array<string, array{title: string, description: string, icon: string}>
 */
function titles() {
	return array(
		'civic-poll'         => array(
			'title'       => __( 'Poll', 'civic-widgets' ),
			'description' => __( 'Residents vote, and see the result.', 'civic-widgets' ),
			'icon'        => 'chart-bar',
		),
		'civic-feedback'     => array(
			'title'       => __( 'Feedback form', 'civic-widgets' ),
			'description' => __( 'Residents write to the town, or rate the page.', 'civic-widgets' ),
			'icon'        => 'feedback',
		),
		'civic-feed'         => array(
			'title'       => __( 'Social feed', 'civic-widgets' ),
			'description' => __( 'What the town publishes, without trackers.', 'civic-widgets' ),
			'icon'        => 'rss',
		),
		'civic-service-card' => array(
			'title'       => __( 'E-service', 'civic-widgets' ),
			'description' => __( 'One service, with the way to it.', 'civic-widgets' ),
			'icon'        => 'id-alt',
		),
		'civic-service-list' => array(
			'title'       => __( 'List of e-services', 'civic-widgets' ),
			'description' => __( 'Services to search among.', 'civic-widgets' ),
			'icon'        => 'list-view',
		),
	);
}

/** Registers the blocks and what the editor needs. */
function register_blocks() {
	$data = array(
		'labels' => array(
			'data'           => __( 'Data', 'civic-widgets' ),
			'look'           => __( 'Look', 'civic-widgets' ),
			'src'            => __( 'Address of the data', 'civic-widgets' ),
			'srcHelp'        => __( 'For example /api/polls/summer, or an address of a site that the settings allow.', 'civic-widgets' ),
			'heading'        => __( 'Heading', 'civic-widgets' ),
			'without'        => __( 'Without JavaScript', 'civic-widgets' ),
			'fallback-href'  => __( 'Address of the page that does the same', 'civic-widgets' ),
			'fallback-text'  => __( 'Text of the link to it', 'civic-widgets' ),
			'default'        => __( 'Default', 'civic-widgets' ),
		),
		'blocks' => array(),
	);
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.NotInFooter
	wp_register_script(
		HANDLE . '-editor',
		plugins_url( 'assets/editor.js', FILE ),
		array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor' ),
		manifest()['version'],
		true
	);
	foreach ( manifest()['widgets'] as $tag => $attributes ) {
		$name  = 'civic-widgets/' . substr( $tag, strlen( 'civic-' ) );
		$types = array(
			'fallback-href' => array( 'type' => 'string' ),
			'fallback-text' => array( 'type' => 'string' ),
		);
		foreach ( $attributes as $attribute => $about ) {
			$types[ $attribute ] = array( 'type' => $about['type'] );
		}
		register_block_type(
			$name,
			array(
				'api_version'     => 2,
				'title'           => titles()[ $tag ]['title'],
				'description'     => titles()[ $tag ]['description'],
				'icon'            => titles()[ $tag ]['icon'],
				'category'        => 'widgets',
				'keywords'        => array( 'civic', $tag ),
				'attributes'      => $types,
				'supports'        => array( 'html' => false ),
				'editor_script'   => HANDLE . '-editor',
				'render_callback' => static function ( $given, $content ) use ( $tag ) {
					unset( $content );
					return sprintf(
						'<div %s>%s</div>',
						get_block_wrapper_attributes(),
						widget_html( $tag, $given, fallback_link( $given ) )
					);
				},
			)
		);
		$data['blocks'][] = array(
			'name'       => $name,
			'tag'        => $tag,
			'attributes' => $attributes,
		);
	}
	wp_add_inline_script( HANDLE . '-editor', 'var civicWidgetsEditor = ' . wp_json_encode( $data ) . ';', 'before' );
}
add_action( 'init', __NAMESPACE__ . '\register_blocks' );

/** For the previews; on a page of the site, the block itself enqueues it where it is rendered. */
function enqueue_for_preview() {
	if ( is_admin() ) {
		wp_enqueue_script( HANDLE );
	}
}
add_action( 'enqueue_block_assets', __NAMESPACE__ . '\enqueue_for_preview' );
