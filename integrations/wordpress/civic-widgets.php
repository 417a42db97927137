<?php
/**
 * Plugin Name:       Civic Widgets
 * Description:       Polls, feedback forms, e-services and social feeds of a municipality as blocks, shortcodes and plain links.
 * Version:           {{version}}
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       civic-widgets
 * Domain Path:       /languages
 *
 * @package CivicWidgets
 */

namespace CivicWidgets;

defined( 'ABSPATH' ) || exit;

const OPTION = 'civic_widgets';
const HANDLE = 'civic-widgets';

/** Path of the plug-in's own files. */
define( __NAMESPACE__ . '\FILE', __FILE__ );

require __DIR__ . '/includes/widgets.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/script.php';
require __DIR__ . '/includes/kses.php';
require __DIR__ . '/includes/blocks.php';
require __DIR__ . '/includes/shortcodes.php';

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'civic-widgets', false, dirname( plugin_basename( FILE ) ) . '/languages' );
	},
	1
);
