<?php
/**
 * Settings → Civic Widgets: one option, which uninstalling takes away.
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

/**
 * The settings with their defaults.
 *
 * @return array{source: string, url: string, integrity: string, allow: string, allow_read: string, language: string}
 */
function settings() {
	$defaults = array(
		'source'     => 'bundled',
		'url'        => '',
		'integrity'  => '',
		'allow'      => '',
		'allow_read' => '',
		'language'   => '',
	);
	$saved    = get_option( OPTION );
	return array_merge( $defaults, is_array( $saved ) ? array_intersect_key( $saved, $defaults ) : array() );
}

/**
 * Origins, one after the other; what is none is left out.
 *
 * @param mixed $text As typed.
 * @return string
 */
function clean_origins( $text ) {
	$origins = array();
	foreach ( preg_split( '/[\s,]+/', (string) $text, -1, PREG_SPLIT_NO_EMPTY ) as $address ) {
		$parts = wp_parse_url( $address );
		if ( ! isset( $parts['scheme'], $parts['host'] ) || ! in_array( $parts['scheme'], array( 'http', 'https' ), true ) ) {
			/* translators: %s: what was typed */
			add_settings_error( OPTION, 'origin', sprintf( __( '“%s” is not an origin such as https://api.example.org and was left out.', 'civic-widgets' ), $address ) );
			continue;
		}
		$origins[] = $parts['scheme'] . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}
	return implode( ' ', array_unique( $origins ) );
}

/**
 * What is kept of what was typed.
 *
 * @param mixed $typed From the form.
 * @return array<string, string>
 */
function clean_settings( $typed ) {
	$typed = wp_parse_args( is_array( $typed ) ? $typed : array(), settings() );
	$hash  = trim( (string) $typed['integrity'] );
	return array(
		'source'     => 'cdn' === $typed['source'] ? 'cdn' : 'bundled',
		'url'        => esc_url_raw( trim( (string) $typed['url'] ), array( 'https', 'http' ) ),
		'integrity'  => preg_match( '#^sha(256|384|512)-[A-Za-z0-9+/=]+$#', $hash ) ? $hash : '',
		'allow'      => clean_origins( $typed['allow'] ),
		'allow_read' => clean_origins( $typed['allow_read'] ),
		'language'   => preg_match( '/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/', (string) $typed['language'] ) ? (string) $typed['language'] : '',
	);
}

/**
 * One row of the form.
 *
 * @param array{name: string, help: string, options?: array<string, string>} $field What it is.
 */
function print_field( $field ) {
	$value = settings()[ $field['name'] ];
	$id    = OPTION . '-' . $field['name'];
	$name  = OPTION . '[' . $field['name'] . ']';
	if ( isset( $field['options'] ) ) {
		printf( '<select id="%s" name="%s" aria-describedby="%s-help">', esc_attr( $id ), esc_attr( $name ), esc_attr( $id ) );
		foreach ( $field['options'] as $option => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $option ), selected( $value, $option, false ), esc_html( $label ) );
		}
		echo '</select>';
	} else {
		printf(
			'<input type="text" class="regular-text code" id="%1$s" name="%2$s" value="%3$s" aria-describedby="%1$s-help">',
			esc_attr( $id ),
			esc_attr( $name ),
			esc_attr( $value )
		);
	}
	printf( '<p class="description" id="%s-help">%s</p>', esc_attr( $id ), esc_html( $field['help'] ) );
}

/** Registers the option, its form and the page. */
function register_settings() {
	register_setting(
		OPTION,
		OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\clean_settings',
		)
	);
	add_settings_section( 'main', '', '__return_empty_string', OPTION );
	$languages = array( '' => __( 'That of the site', 'civic-widgets' ) );
	foreach ( array_keys( manifest()['integrity'] ) as $file ) {
		if ( preg_match( '#^locales/(.+)\.js$#', $file, $match ) ) {
			$languages[ $match[1] ] = manifest()['languages'][ $match[1] ];
		}
	}
	$languages['en'] = 'English';
	natcasesort( $languages );
	$fields          = array(
		'source'     => array(
			__( 'Script', 'civic-widgets' ),
			__( 'The copy in this plug-in needs nothing else. A central one is updated for all sites at once.', 'civic-widgets' ),
			array(
				'bundled' => __( 'The copy in this plug-in', 'civic-widgets' ),
				'cdn'     => __( 'At the address below', 'civic-widgets' ),
			),
		),
		'url'        => array(
			__( 'Address of the script', 'civic-widgets' ),
			__( 'For example https://widgets.example.org/1/civic-widgets.js. With a hash it must be the address of one version.', 'civic-widgets' ),
		),
		'integrity'  => array(
			__( 'Hash of the script', 'civic-widgets' ),
			__( 'Begins with sha384-. Empty for an address that follows new versions.', 'civic-widgets' ),
		),
		'allow'      => array(
			__( 'Allowed origins', 'civic-widgets' ),
			__( 'Other sites to read from and send to, such as https://api.example.org, with white space between. This site is always allowed.', 'civic-widgets' ),
		),
		'allow_read' => array(
			__( 'Origins to read from only', 'civic-widgets' ),
			__( 'Social networks, for example.', 'civic-widgets' ),
		),
		'language'   => array(
			__( 'Language', 'civic-widgets' ),
			__( 'Of buttons and messages in the widgets.', 'civic-widgets' ),
			$languages,
		),
	);
	foreach ( $fields as $name => $field ) {
		$about = array(
			'name'      => $name,
			'help'      => $field[1],
			'label_for' => OPTION . '-' . $name,
		);
		if ( isset( $field[2] ) ) {
			$about['options'] = $field[2];
		}
		add_settings_field( $name, $field[0], __NAMESPACE__ . '\print_field', OPTION, 'main', $about );
	}
}
add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );

add_filter(
	'plugin_action_links_' . plugin_basename( FILE ),
	static function ( $links ) {
		$address = admin_url( 'options-general.php?page=' . OPTION );
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html__( 'Settings', 'civic-widgets' ) ) );
		return $links;
	}
);

add_action(
	'admin_menu',
	static function () {
		add_options_page(
			__( 'Civic Widgets', 'civic-widgets' ),
			__( 'Civic Widgets', 'civic-widgets' ),
			'manage_options',
			OPTION,
			static function () {
				echo '<div class="wrap"><h1>' . esc_html__( 'Civic Widgets', 'civic-widgets' ) . '</h1><form method="post" action="options.php">';
				settings_fields( OPTION );
				do_settings_sections( OPTION );
				submit_button();
				echo '</form></div>';
			}
		);
	}
);
