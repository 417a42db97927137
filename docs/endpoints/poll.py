"""A poll for Civic Widgets in Python's standard library: python3 poll.py [port] [file]

One line of the file is one ballot. It is only ever appended to, so a crash loses nothing that was answered.
"""

import fcntl
import json
import sys
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
FILE = sys.argv[2] if len(sys.argv) > 2 else "votes.txt"
OPTIONS = {"jetty": "The jetty", "sauna": "The sauna"}
CLOSES = datetime(2099, 1, 1, tzinfo=timezone.utc)


def votes(file):
    """Choice by ballot: the first line of a ballot counts."""
    file.seek(0)
    found = {}
    for line in file.read().splitlines():
        ballot, _, choice = line.partition("\t")
        found.setdefault(ballot, choice)
    return found


def poll(found):
    chosen = list(found.values())
    return {
        "id": "bathing-place",
        "question": "What should we repair first?",
        "language": "en",
        "options": [{"id": i, "label": label, "votes": chosen.count(i)} for i, label in OPTIONS.items()],
        "voters": len(chosen),
        "closes": CLOSES.isoformat(),
        "voteUrl": "/poll/votes",
        "ballotPolicy": "browser",
        "privacyUrl": "/privacy",
        "now": datetime.now(timezone.utc).isoformat(),
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, content_type="application/json; charset=utf-8"):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("ETag", f'"{body.get("voters", 0)}"')
        # Pages of other sites may read it, and see these headers.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Expose-Headers", "Age, Date, ETag, Link, Retry-After")
        self.end_headers()
        self.wfile.write(data)

    def problem(self, status, title, detail):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        self.answer(status, body, "application/problem+json; charset=utf-8")

    def do_GET(self):
        if self.path != "/poll":
            return self.problem(404, "Not found", "There is only /poll.")
        with open(FILE, "a+", encoding="utf-8") as file:
            self.answer(200, poll(votes(file)))

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > 10_000:
            self.close_connection = True
            return self.problem(413, "Too large", "A vote is short.")
        sent = parse_qs(self.rfile.read(length).decode("utf-8", "replace"))
        if self.path != "/poll/votes":
            return self.problem(404, "Not found", "Votes go to /poll/votes.")
        ballot = sent.get("ballot", [""])[0]
        choices = sent.get("choice", [])
        if not ballot or len(ballot) > 36 or not ballot.replace("-", "").isalnum():
            return self.problem(422, "No ballot", "Send ballot, a UUID made once for each vote.")
        with open(FILE, "a+", encoding="utf-8") as file:
            # One at a time: who looks whether a ballot is there must also be the one who adds it.
            fcntl.flock(file, fcntl.LOCK_EX)
            found = votes(file)
            # The same ballot again is answered before anything else is looked at, and changes nothing.
            if ballot not in found:
                if datetime.now(timezone.utc) >= CLOSES:
                    return self.problem(409, "Closed", "The poll is closed.")
                if len(choices) != 1 or choices[0] not in OPTIONS:
                    return self.problem(422, "No such choice", "Send one choice, the id of an option.")
                file.write(f"{ballot}\t{choices[0]}\n")
                file.flush()
                found[ballot] = choices[0]
            self.answer(200, poll(found))


ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
