<?php
// WordPress's own importer, as its screen runs it: its folder, then the export.
$_SERVER['HTTP_HOST'] = 'localhost:@port@';
define('WP_LOAD_IMPORTERS', true);
require '@folder@/code/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require $argv[1] . '/wordpress-importer.php';
wp_set_current_user(1);
$importer = new WP_Import();
ob_start();
$importer->import($argv[2]);
ob_end_clean();
echo 'peak ', memory_get_peak_usage();
