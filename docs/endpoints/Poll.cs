// A poll for Civic Widgets in ASP.NET Core 8 or later. As Program.cs of a project made by: dotnet new web
// Then: dotnet run -- [port] [file]
//
// One line of the file is one ballot. It is only ever appended to, so a crash loses nothing that was answered.
using System.Text.RegularExpressions;

var port = args.Length > 0 ? args[0] : "8000";
var file = args.Length > 1 ? args[1] : "votes.txt";
var options = new Dictionary<string, string> { ["jetty"] = "The jetty", ["sauna"] = "The sauna" };
var closes = DateTimeOffset.Parse("2099-01-01T00:00:00Z");

// Choice by ballot: the first line of a ballot counts.
var votes = new Dictionary<string, string>();
if (File.Exists(file))
{
    foreach (var line in File.ReadLines(file))
    {
        var parts = line.Split('\t');
        if (parts.Length == 2) votes.TryAdd(parts[0], parts[1]);
    }
}

var app = WebApplication.CreateBuilder(new WebApplicationOptions()).Build();

app.Use(async (context, next) =>
{
    context.Response.OnStarting(() =>
    {
        // Pages of other sites may read it, and see these headers; failures too.
        context.Response.Headers["Access-Control-Allow-Origin"] = "*";
        context.Response.Headers["Access-Control-Expose-Headers"] = "Age, Date, ETag, Link, Retry-After";
        context.Response.Headers.CacheControl = "no-cache";
        return Task.CompletedTask;
    });
    await next();
});

object Poll()
{
    lock (votes)
    {
        return new
        {
            id = "bathing-place",
            question = "What should we repair first?",
            language = "en",
            options = options.Select(option => new
            {
                id = option.Key,
                label = option.Value,
                votes = votes.Values.Count(choice => choice == option.Key),
            }).ToArray(),
            voters = votes.Count,
            closes,
            voteUrl = "/poll/votes",
            ballotPolicy = "browser",
            privacyUrl = "/privacy",
            now = DateTimeOffset.UtcNow,
        };
    }
}

app.MapGet("/poll", (HttpContext context) =>
{
    context.Response.Headers.ETag = $"\"{votes.Count}\"";
    return Results.Json(Poll());
});

app.MapPost("/poll/votes", async (HttpContext context) =>
{
    var form = await context.Request.ReadFormAsync();
    var ballot = form["ballot"].FirstOrDefault() ?? "";
    var choices = form["choice"];
    if (!Regex.IsMatch(ballot, "^[0-9a-zA-Z-]{1,36}$"))
        return Results.Problem("Send ballot, a UUID made once for each vote.", statusCode: 422, title: "No ballot");
    // One at a time: who looks whether a ballot is there must also be the one who adds it.
    lock (votes)
    {
        // The same ballot again is answered before anything else is looked at, and changes nothing.
        if (!votes.ContainsKey(ballot))
        {
            if (DateTimeOffset.UtcNow >= closes)
                return Results.Problem("The poll is closed.", statusCode: 409, title: "Closed");
            if (choices.Count != 1 || !options.ContainsKey(choices[0] ?? ""))
                return Results.Problem("Send one choice, the id of an option.", statusCode: 422, title: "No such choice");
            File.AppendAllText(file, $"{ballot}\t{choices[0]}\n");
            votes.Add(ballot, choices[0]!);
        }
        return Results.Json(Poll());
    }
});

app.Run($"http://127.0.0.1:{port}");
