using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using TaskTracker.Persistence;
using IPNetwork = System.Net.IPNetwork;

namespace TaskTracker.Cli;

/// <summary>Where the service may listen, and which requests it takes for meant for it.</summary>
internal static class Listening
{
    /// <summary>What stands against these addresses; on this machine only nothing does.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration, string urls)
    {
        var house = configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions();
        foreach (var proxy in house.KnownProxies.Where(p => NetworkOf(p) is null))
        {
            yield return $"House:KnownProxies has \"{proxy}\"; write an address or a network such as 10.1.0.0/24.";
        }

        foreach (var url in urls.Split(';').Select(u => u.Trim()))
        {
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/")
            {
                yield return $"\"{url}\" is no address to listen on; write one such as {ServeCommand.DefaultUrl}.";
                continue;
            }

            if (uri.Scheme == "https" && configuration["Kestrel:Certificates:Default:Path"] is null)
            {
                yield return $"\"{url}\" needs a certificate: Kestrel:Certificates:Default:Path, with :KeyPath or :Password.";
            }

            if (IsLoopback(uri.Host))
            {
                continue;
            }

            if (uri.Scheme == "http" && house.KnownProxies.Length == 0)
            {
                yield return $"\"{url}\" would carry passwords in the clear. Listen on localhost, or on https, or name the reverse proxy that does TLS in House:KnownProxies.";
            }

            if (string.IsNullOrEmpty(configuration["Keys:Secret"]))
            {
                yield return $"\"{url}\" is reached from elsewhere, so the keys in the ledger must be sealed: set Keys:Secret (openssl rand -base64 48), the same on every node.";
            }

            if (!IsPublic(house))
            {
                yield return $"\"{url}\" is reached from elsewhere, so House:BaseAddress must be the https address under which people reach it.";
            }
        }
    }

    public static bool IsPublic(HouseOptions house) => Uri.TryCreate(house.BaseAddress, UriKind.Absolute, out var address) && address.Scheme == "https" && !IsLoopback(address.Host);

    /// <summary>
    /// Who asks and by which scheme is believed of known proxies only, the host of nobody: it must be the house's own. So no foreign name can be
    /// pointed at it (DNS rebinding), and nothing but health is told in the clear.
    /// </summary>
    public static void UseOnlyOwnHosts(this WebApplication app, HouseOptions house, string urls)
    {
        if (house.KnownProxies.Length > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in house.KnownProxies.Select(NetworkOf).OfType<IPNetwork>())
            {
                forwarded.KnownIPNetworks.Add(network);
            }

            app.UseForwardedHeaders(forwarded);
        }

        var isOpen = urls.Split(';').Any(u => !Uri.TryCreate(u.Trim(), UriKind.Absolute, out var uri) || !IsLoopback(uri.Host));
        var hosts = house.AllowedHosts.Append(new Uri(house.BaseAddress).Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            var isHealth = context.Request.Path.StartsWithSegments("/health");
            var host = context.Request.Host.Host;
            if ((hosts.Contains(host) || (!isOpen && IsLoopback(host)) || isHealth) && (!isOpen || context.Request.IsHttps || isHealth))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    public static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IPNetwork? NetworkOf(string text) => IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
}
