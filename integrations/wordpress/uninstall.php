<?php
/**
 * Leaves nothing behind: the one option, on every site of a network.
 *
 * @package CivicWidgets
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $civic_widgets_site ) {
		switch_to_blog( $civic_widgets_site );
		delete_option( 'civic_widgets' );
		restore_current_blog();
	}
} else {
	delete_option( 'civic_widgets' );
}
