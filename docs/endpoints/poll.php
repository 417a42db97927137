<?php
// A poll for Civic Widgets in plain PHP 7.4 or later. To try it: VOTES=votes.txt php -S 127.0.0.1:8000 poll.php
//
// One line of the file is one ballot. It is only ever appended to, so a crash loses nothing that was answered.
declare(strict_types=1);

const OPTIONS = ['jetty' => 'The jetty', 'sauna' => 'The sauna'];
const CLOSES = '2099-01-01T00:00:00Z';

/** Choice by ballot: the first line of a ballot counts. */
function votes($file): array
{
    rewind($file);
    $found = [];
    while (($line = fgets($file)) !== false) {
        [$ballot, $choice] = explode("\t", rtrim($line, "\n")) + ['', ''];
        $found[$ballot] = $found[$ballot] ?? $choice;
    }
    return $found;
}

function poll(array $found): array
{
    $counts = array_count_values($found);
    $options = [];
    foreach (OPTIONS as $id => $label) {
        $options[] = ['id' => $id, 'label' => $label, 'votes' => $counts[$id] ?? 0];
    }
    return [
        'id' => 'bathing-place',
        'question' => 'What should we repair first?',
        'language' => 'en',
        'options' => $options,
        'voters' => count($found),
        'closes' => CLOSES,
        'voteUrl' => '/poll/votes',
        'ballotPolicy' => 'browser',
        'privacyUrl' => '/privacy',
        'now' => gmdate('c'),
    ];
}

function answer(int $status, array $body, string $type = 'application/json'): void
{
    http_response_code($status);
    header("Content-Type: $type; charset=utf-8");
    header('Cache-Control: no-cache');
    header('ETag: "' . ($body['voters'] ?? 0) . '"');
    // Pages of other sites may read it, and see these headers.
    header('Access-Control-Allow-Origin: *');
    header('Access-Control-Expose-Headers: Age, Date, ETag, Link, Retry-After');
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
}

function problem(int $status, string $title, string $detail): void
{
    $body = ['type' => 'about:blank', 'title' => $title, 'status' => $status, 'detail' => $detail];
    answer($status, $body, 'application/problem+json');
}

function vote($file): void
{
    $ballot = $_POST['ballot'] ?? '';
    $choice = $_POST['choice'] ?? '';
    if (!is_string($ballot) || !preg_match('/^[\da-zA-Z-]{1,36}$/', $ballot)) {
        problem(422, 'No ballot', 'Send ballot, a UUID made once for each vote.');
        return;
    }
    $found = votes($file);
    // The same ballot again is answered before anything else is looked at, and changes nothing.
    if (!isset($found[$ballot])) {
        if (time() >= strtotime(CLOSES)) {
            problem(409, 'Closed', 'The poll is closed.');
            return;
        }
        if (!is_string($choice) || !isset(OPTIONS[$choice])) {
            problem(422, 'No such choice', 'Send one choice, the id of an option.');
            return;
        }
        fwrite($file, "$ballot\t$choice\n");
        fflush($file);
        $found[$ballot] = $choice;
    }
    answer(200, poll($found));
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = fopen(getenv('VOTES') ?: __DIR__ . '/votes.txt', 'a+');
if ($path === '/poll' && $_SERVER['REQUEST_METHOD'] === 'GET') {
    answer(200, poll(votes($file)));
} elseif ($path === '/poll/votes' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    // One at a time: who looks whether a ballot is there must also be the one who adds it.
    flock($file, LOCK_EX);
    vote($file);
} else {
    problem(404, 'Not found', 'There are /poll and /poll/votes.');
}
