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
 * @return array<string, array{title: string, description: string, icon: string, keywords: string}>
 */
function titles() {
	return array(
		'civic-poll'         => array(
			'title'       => __( 'Poll', 'civic-widgets' ),
			'description' => __( 'Residents vote, and see the result.', 'civic-widgets' ),
			'icon'        => 'chart-bar',
			/* translators: words that an editor may look for, with spaces between */
			'keywords'    => __( 'question vote survey', 'civic-widgets' ),
		),
		'civic-feedback'     => array(
			'title'       => __( 'Feedback form', 'civic-widgets' ),
			'description' => __( 'Residents write to the town, or rate the page.', 'civic-widgets' ),
			'icon'        => 'feedback',
			/* translators: words that an editor may look for, with spaces between */
			'keywords'    => __( 'form report survey', 'civic-widgets' ),
		),
		'civic-feed'         => array(
			'title'       => __( 'Social feed', 'civic-widgets' ),
			'description' => __( 'What the town publishes, without trackers.', 'civic-widgets' ),
			'icon'        => 'rss',
			/* translators: words that an editor may look for, with spaces between */
			'keywords'    => __( 'news social rss', 'civic-widgets' ),
		),
		'civic-service-card' => array(
			'title'       => __( 'E-service', 'civic-widgets' ),
			'description' => __( 'One service, with the way to it.', 'civic-widgets' ),
			'icon'        => 'id-alt',
			/* translators: words that an editor may look for, with spaces between */
			'keywords'    => __( 'service application', 'civic-widgets' ),
		),
		'civic-service-list' => array(
			'title'       => __( 'List of e-services', 'civic-widgets' ),
			'description' => __( 'Services to search among.', 'civic-widgets' ),
			'icon'        => 'list-view',
			/* translators: words that an editor may look for, with spaces between */
			'keywords'    => __( 'services applications catalogue', 'civic-widgets' ),
		),
	);
}

/** Registers the blocks and what the editor needs. */
function register_blocks() {
	$data = array(
		'labels'  => array(
			'data'                      => __( 'Data', 'civic-widgets' ),
			'look'                      => __( 'Look', 'civic-widgets' ),
			'src'                       => __( 'Address of the data', 'civic-widgets' ),
			'srcHelp'                   => __( 'Paste what the snippet builder gives, or the address of the data.', 'civic-widgets' ),
			'use'                       => __( 'Use it', 'civic-widgets' ),
			'replace'                   => __( 'Choose another', 'civic-widgets' ),
			'choose'                    => __( 'Choose…', 'civic-widgets' ),
			'other'                     => __( 'Another address…', 'civic-widgets' ),
			'unknown'                   => __( 'This is not the address of such a widget.', 'civic-widgets' ),
			'civic-poll-choose'         => __( 'Which question?', 'civic-widgets' ),
			'civic-feedback-choose'     => __( 'Which form?', 'civic-widgets' ),
			'civic-feed-choose'         => __( 'Which feed?', 'civic-widgets' ),
			'civic-service-card-choose' => __( 'Which service?', 'civic-widgets' ),
			'civic-service-list-choose' => __( 'Which catalogue?', 'civic-widgets' ),
			'error-not-allowed'         => __( 'Civic Widgets may not use this site yet: ask an administrator to add it to the allowed origins in Settings → Civic Widgets.', 'civic-widgets' ),
			'error-format'              => __( 'At this address is something else than data for this widget, a web page perhaps. Choose from the list, or ask for the address of the data.', 'civic-widgets' ),
			'error-http'                => __( 'This address gives no data. Check it, or ask those who run it.', 'civic-widgets' ),
			'error-empty'               => __( 'There is nothing here yet: visitors see the link or text for pages without JavaScript.', 'civic-widgets' ),
			'heading'                   => __( 'Heading', 'civic-widgets' ),
			'without'                   => __( 'Without JavaScript', 'civic-widgets' ),
			'fallback-href'             => __( 'Address of the page that does the same', 'civic-widgets' ),
			'fallback-text'             => __( 'Text of the link to it', 'civic-widgets' ),
			'default'                   => __( 'Default', 'civic-widgets' ),
		),
		// Only where an administrator lets widgets send as well: those are the town's own.
		'origins' => preg_split( '/\s+/', settings()['allow'], -1, PREG_SPLIT_NO_EMPTY ),
		'blocks'  => array(),
	);
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.NotInFooter
	wp_register_script(
		HANDLE . '-source',
		plugins_url( 'assets/source.js', FILE ),
		array(),
		manifest()['version'],
		true
	);
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.NotInFooter
	wp_register_script(
		HANDLE . '-editor',
		plugins_url( 'assets/editor.js', FILE ),
		array( HANDLE . '-source', 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-data' ),
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
				'keywords'        => array_merge( array( 'civic', $tag ), explode( ' ', titles()[ $tag ]['keywords'] ) ),
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
	wp_add_inline_script( HANDLE . '-source', 'var civicWidgetsEditor = ' . wp_json_encode( $data ) . ';', 'before' );
}
add_action( 'init', __NAMESPACE__ . '\register_blocks' );

/** For the previews; on a page of the site, the block itself enqueues it where it is rendered. */
function enqueue_for_preview() {
	if ( is_admin() ) {
		wp_enqueue_script( HANDLE );
	}
}
add_action( 'enqueue_block_assets', __NAMESPACE__ . '\enqueue_for_preview' );
