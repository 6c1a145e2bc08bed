using System.Globalization;
using System.Security.Claims;
using Domain.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Testing;

namespace Portal.Tests.Lists;

/// <summary>A download named "run-1" that somebody stops when its first bytes have arrived.</summary>
internal sealed class StoppedRequest : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly StoppedWhileWriting _answer;

    public StoppedRequest(IServiceProvider services, PortalWorld world, Actor actor, string path, Action stop)
    {
        using var db = world.Open();
        var membership = db.Set<Membership>().Include(m => m.Organization).Single(m => m.Id == actor.MembershipId);
        _answer = new StoppedWhileWriting(stop);
        Context = new DefaultHttpContext
        {
            RequestServices = services,
            User = new ClaimsPrincipal(new ClaimsIdentity(
                ActorClaims.Of(membership).Append(new Claim(ClaimTypes.NameIdentifier, actor.AccountId.ToString(CultureInfo.InvariantCulture))), "test")),
            Request = { Method = HttpMethods.Get, Scheme = "https", Host = new HostString("portal.example"), Path = path, QueryString = new QueryString("?run=run-1") },
            Response = { Body = _answer },
        };
        Context.Features.Set<IHttpRequestLifetimeFeature>(this);
    }

    public HttpContext Context { get; }

    public byte[] Answer => _answer.ToArray();

    public bool Aborted { get; private set; }

    public CancellationToken RequestAborted { get; set; }

    public void Abort() => Aborted = true;

    public void Dispose() => _answer.Dispose();

    private sealed class StoppedWhileWriting(Action stop) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            stop();
            return base.WriteAsync(buffer, CancellationToken.None);
        }
    }
}
