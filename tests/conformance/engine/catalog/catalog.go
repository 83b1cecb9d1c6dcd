// Package catalog stands in for Flyte's cache service, DataCatalog: its protocol over maps in memory instead of a
// database.
//
// Propeller's own client talks to it, so keys, tags and the check of cached outputs against a task's interface are real
// (flytepropeller/pkg/controller/nodes/catalog/datacatalog). Entries live as long as the service, and a reservation
// until its owner releases it.
package catalog

import (
	"context"
	"net"
	"strings"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/datacatalog"
)

// Service is a running catalog.
type Service struct {
	// Endpoint is where clients find it.
	Endpoint string

	server *grpc.Server
}

// Serve starts an empty catalog on a socket, a file that does not exist yet.
func Serve(socket string) (*Service, error) {
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return nil, err
	}
	server := grpc.NewServer()
	datacatalog.RegisterDataCatalogServer(server, &store{
		datasets:     map[string]*datacatalog.Dataset{},
		artifacts:    map[string]*datacatalog.Artifact{},
		tags:         map[string]string{},
		reservations: map[string]*datacatalog.Reservation{},
	})
	// It returns when the service is stopped.
	go func() { _ = server.Serve(listener) }()
	return &Service{Endpoint: "unix://" + socket, server: server}, nil
}

// Stop ends the service.
func (s *Service) Stop() { s.server.Stop() }

// store is what the service holds. Keys are identifiers in text.
type store struct {
	datacatalog.UnimplementedDataCatalogServer

	lock         sync.Mutex
	datasets     map[string]*datacatalog.Dataset
	artifacts    map[string]*datacatalog.Artifact
	tags         map[string]string
	reservations map[string]*datacatalog.Reservation
}

func key(dataset *datacatalog.DatasetID, name string) string {
	parts := []string{dataset.GetProject(), dataset.GetDomain(), dataset.GetName(), dataset.GetVersion(), name}
	return strings.Join(parts, "/")
}

func (s *store) CreateDataset(_ context.Context, request *datacatalog.CreateDatasetRequest) (*datacatalog.CreateDatasetResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	at := key(request.GetDataset().GetId(), "")
	if _, exists := s.datasets[at]; exists {
		return nil, status.Errorf(codes.AlreadyExists, "dataset %s exists", at)
	}
	s.datasets[at] = request.GetDataset()
	return &datacatalog.CreateDatasetResponse{}, nil
}

func (s *store) GetDataset(_ context.Context, request *datacatalog.GetDatasetRequest) (*datacatalog.GetDatasetResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found, exists := s.datasets[key(request.GetDataset(), "")]
	if !exists {
		return nil, status.Errorf(codes.NotFound, "no dataset %s", key(request.GetDataset(), ""))
	}
	return &datacatalog.GetDatasetResponse{Dataset: found}, nil
}

func (s *store) CreateArtifact(_ context.Context, request *datacatalog.CreateArtifactRequest) (*datacatalog.CreateArtifactResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	artifact := request.GetArtifact()
	s.artifacts[key(artifact.GetDataset(), artifact.GetId())] = artifact
	return &datacatalog.CreateArtifactResponse{}, nil
}

// AddTag leaves a tag that exists with its first artifact.
func (s *store) AddTag(_ context.Context, request *datacatalog.AddTagRequest) (*datacatalog.AddTagResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	tag := request.GetTag()
	at := key(tag.GetDataset(), tag.GetName())
	if _, exists := s.tags[at]; exists {
		return nil, status.Errorf(codes.AlreadyExists, "tag %s exists", at)
	}
	s.tags[at] = key(tag.GetDataset(), tag.GetArtifactId())
	return &datacatalog.AddTagResponse{}, nil
}

// tagged finds an artifact by its tag. The caller holds the lock.
func (s *store) tagged(dataset *datacatalog.DatasetID, tag string) (*datacatalog.Artifact, error) {
	found, exists := s.artifacts[s.tags[key(dataset, tag)]]
	if !exists {
		return nil, status.Errorf(codes.NotFound, "no artifact %s", key(dataset, tag))
	}
	return found, nil
}

func (s *store) GetArtifact(_ context.Context, request *datacatalog.GetArtifactRequest) (*datacatalog.GetArtifactResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found, err := s.tagged(request.GetDataset(), request.GetTagName())
	if err != nil {
		return nil, err
	}
	return &datacatalog.GetArtifactResponse{Artifact: found}, nil
}

func (s *store) UpdateArtifact(_ context.Context, request *datacatalog.UpdateArtifactRequest) (*datacatalog.UpdateArtifactResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found, err := s.tagged(request.GetDataset(), request.GetTagName())
	if err != nil {
		return nil, err
	}
	found.Data = request.GetData()
	return &datacatalog.UpdateArtifactResponse{ArtifactId: found.GetId()}, nil
}

// GetOrExtendReservation answers with the owner that holds the reservation, whoever asks.
func (s *store) GetOrExtendReservation(_ context.Context, request *datacatalog.GetOrExtendReservationRequest) (*datacatalog.GetOrExtendReservationResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	id := request.GetReservationId()
	at := key(id.GetDatasetId(), id.GetTagName())
	if _, held := s.reservations[at]; !held {
		s.reservations[at] = &datacatalog.Reservation{
			ReservationId:     id,
			OwnerId:           request.GetOwnerId(),
			HeartbeatInterval: request.GetHeartbeatInterval(),
		}
	}
	return &datacatalog.GetOrExtendReservationResponse{Reservation: s.reservations[at]}, nil
}

func (s *store) ReleaseReservation(_ context.Context, request *datacatalog.ReleaseReservationRequest) (*datacatalog.ReleaseReservationResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	id := request.GetReservationId()
	at := key(id.GetDatasetId(), id.GetTagName())
	if s.reservations[at].GetOwnerId() == request.GetOwnerId() {
		delete(s.reservations, at)
	}
	return &datacatalog.ReleaseReservationResponse{}, nil
}
