using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Portal.Ingest;
using Workflows.Ingest;

namespace Portal.Tests.Ingest;

public sealed class BodyBuffersTests
{
    public static TheoryData<Exception, Type> Breaks => new()
    {
        { new BadHttpRequestException("Unexpected end of request content."), typeof(BadHttpRequestException) },
        { new ConnectionResetException("reset"), typeof(ConnectionResetException) },
        { new IOException("gone"), typeof(ConnectionResetException) },
    };

    /// <summary>Whether the connection was seen to end before or while the body was waited for.</summary>
    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Read_SenderBreaksOff_SaysSo(Exception end, Type said)
    {
        foreach (var early in new[] { true, false })
        {
            var pipe = new Pipe();
            await pipe.Writer.WriteAsync(new byte[3]);
            var context = new DefaultHttpContext { Request = { ContentLength = 10 } };
            context.Features.Set<IRequestBodyPipeFeature>(new Body(pipe.Reader));
            context.Request.Body = pipe.Reader.AsStream();
            if (early) await pipe.Writer.CompleteAsync(end);

            var reading = new BodyBuffers(Options.Create(new IngestOptions())).ReadAsync(context, sourceId: 1).AsTask();
            if (!early) await pipe.Writer.CompleteAsync(end);

            (await Should.ThrowAsync<Exception>(reading)).ShouldBeOfType(said);
        }
    }

    private sealed class Body(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
