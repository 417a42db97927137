import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A poll for Civic Widgets with what the JDK (17 or later) brings: java Poll.java [port] [file]
 *
 * One line of the file is one ballot. It is only ever appended to, so a crash loses nothing that was answered.
 */
public class Poll {
    static final Map<String, String> OPTIONS = new LinkedHashMap<>();
    static final Instant CLOSES = Instant.parse("2099-01-01T00:00:00Z");
    /** Choice by ballot: the first line of a ballot counts. */
    static final Map<String, String> votes = new LinkedHashMap<>();
    static Path file;

    public static void main(String[] args) throws IOException {
        OPTIONS.put("jetty", "The jetty");
        OPTIONS.put("sauna", "The sauna");
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8000;
        file = Path.of(args.length > 1 ? args[1] : "votes.txt");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t");
                if (parts.length == 2) votes.putIfAbsent(parts[0], parts[1]);
            }
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", Poll::handle);
        server.start();
    }

    static void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/poll") && method.equals("GET")) answer(exchange, 200, poll());
        else if (path.equals("/poll/votes") && method.equals("POST")) vote(exchange);
        else problem(exchange, 404, "Not found", "There are /poll and /poll/votes.");
    }

    static void vote(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(10_001);
        if (body.length > 10_000) {
            problem(exchange, 413, "Too large", "A vote is short.");
            return;
        }
        Map<String, List<String>> sent = fields(new String(body, StandardCharsets.UTF_8));
        String ballot = sent.getOrDefault("ballot", List.of("")).get(0);
        List<String> choices = sent.getOrDefault("choice", List.of());
        if (!ballot.matches("[0-9a-zA-Z-]{1,36}")) {
            problem(exchange, 422, "No ballot", "Send ballot, a UUID made once for each vote.");
            return;
        }
        String answer;
        // One at a time: who looks whether a ballot is there must also be the one who adds it.
        synchronized (votes) {
            // The same ballot again is answered before anything else is looked at, and changes nothing.
            if (!votes.containsKey(ballot)) {
                if (!Instant.now().isBefore(CLOSES)) {
                    problem(exchange, 409, "Closed", "The poll is closed.");
                    return;
                }
                if (choices.size() != 1 || !OPTIONS.containsKey(choices.get(0))) {
                    problem(exchange, 422, "No such choice", "Send one choice, the id of an option.");
                    return;
                }
                Files.writeString(file, ballot + "\t" + choices.get(0) + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
                votes.put(ballot, choices.get(0));
            }
            answer = poll();
        }
        answer(exchange, 200, answer);
    }

    static Map<String, List<String>> fields(String body) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                String value = parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
                found.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            } catch (IllegalArgumentException damaged) {
                // A percent sign with nothing behind it: no field.
            }
        }
        return found;
    }

    static String poll() {
        synchronized (votes) {
            String options = OPTIONS.entrySet().stream()
                .map(option -> "{\"id\":\"" + option.getKey() + "\",\"label\":\"" + option.getValue() + "\",\"votes\":"
                    + votes.values().stream().filter(option.getKey()::equals).count() + "}")
                .collect(Collectors.joining(","));
            return "{\"id\":\"bathing-place\",\"question\":\"What should we repair first?\",\"language\":\"en\","
                + "\"options\":[" + options + "],\"voters\":" + votes.size() + ",\"closes\":\"" + CLOSES + "\","
                + "\"voteUrl\":\"/poll/votes\",\"ballotPolicy\":\"browser\",\"privacyUrl\":\"/privacy\","
                + "\"now\":\"" + Instant.now() + "\"}";
        }
    }

    static void problem(HttpExchange exchange, int status, String title, String detail) throws IOException {
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
            + ",\"detail\":\"" + detail + "\"}";
        send(exchange, status, body, "application/problem+json; charset=utf-8");
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body, "application/json; charset=utf-8");
    }

    static void send(HttpExchange exchange, int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", "\"" + votes.size() + "\"");
        // Pages of other sites may read it, and see these headers.
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Age, Date, ETag, Link, Retry-After");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
