<?php
// Everybody may comment, nothing waits, nobody is written to, and one address may say as much as it likes.
$_SERVER['HTTP_HOST'] = 'localhost:@port@';
define('WP_INSTALLING', true);
require '@folder@/code/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('The Harbour Post', 'rosa', 'rosa@harbour.example', true, '', 'seven herons on a weir');
foreach (['comment_moderation', 'comment_previously_approved', 'comments_notify', 'moderation_notify'] as $option) {
    update_option($option, 0);
}
update_option('permalink_structure', '');
update_option('bench_version', 'WordPress ' . $wp_version);
if (!is_dir(WPMU_PLUGIN_DIR)) {
    mkdir(WPMU_PLUGIN_DIR, 0755, true);
}
file_put_contents(WPMU_PLUGIN_DIR . '/bench.php', "<?php
    add_filter('wp_is_comment_flood', '__return_false', 99);
    remove_filter('template_redirect', 'redirect_canonical');");
